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
    case .connectionFailed where error.sqlState == nil:
      return Sentence("the database of \(option) cannot be reached; is it running, and is the address right?")
    case .connectionFailed:
      return Sentence(
        "the database of \(option) refuses the connection\(state); check user, password and database name")
    default: return Sentence("the database of \(option) answered with an error: \(error)")
    }
  }
}
