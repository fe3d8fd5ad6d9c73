import AdminAPI
import Foundation
import LocalPostgres
import OfficeStore
import Postgres
import Scheduling

/// What an operator reads when a command cannot go on: what is wrong, and what to set or do.
struct Sentence: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension Sentence {
  /// Why a database at `option` cannot be used, without quoting the address: it may hold a password.
  static func unusable(_ error: PostgresError, option: String) -> Sentence {
    let state = error.sqlState.map { " (SQLSTATE \($0))" } ?? ""
    switch error.code {
    case .invalidConfiguration:
      return Sentence(
        "\(option) is not a PostgreSQL address; expected postgresql://user@host/database or key=value pairs")
    case .connectionFailed where error.sqlState == nil, .poolTimeout, .connectionLost:
      return unreachable(option)
    case .connectionFailed:
      return Sentence(
        "the database of \(option) refuses the connection\(state); check user, password and database name")
    default: return Sentence("the database of \(option) answered with an error: \(error)")
    }
  }

  /// That nothing answers at `option`.
  static func unreachable(_ option: String) -> Sentence {
    Sentence("the database of \(option) cannot be reached; is it running, and is the address right?")
  }

  /// What a command tells of a failure: a sentence where it would be a name of the program's own.
  static func told(_ error: any Error) -> any Error {
    switch error {
    case let refusal as DomainError: return Sentence(refusal)
    case let error as KeyRingError:
      guard case .unknownKey = error else { return Sentence(DomainError.unexpected) }
      return Sentence(DomainError.keysMissing)
    case let error as PostgresError: return Sentence("the database answered with an error: \(error)")
    default: return error
    }
  }

  /// A refusal in the words that the API has for it.
  private init(_ refusal: DomainError) {
    switch refusal {
    case .databaseUnavailable: self.init("the database cannot be reached, or does not do what it is asked; is it well?")
    case .keysMissing:
      self.init("a key is missing: set MADOGUCHI_KEY_FILE or MADOGUCHI_KEYS; `madoguchi doctor` says which one")
    case .unexpected: self.init("something failed that nobody expected; what the database said of it is logged above")
    default: self.init("\(refusal.code): \(ProblemCatalogue.entry(refusal.code).detail(.english, argument: nil))")
    }
  }
}
