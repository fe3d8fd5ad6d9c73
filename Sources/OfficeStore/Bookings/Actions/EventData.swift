import Foundation
import Postgres
import Scheduling

// What an event keeps besides its columns. No person's data: skeletons of events outlive the persons.

extension Proposal {
  func eventData(number: Int) -> PostgresJSON {
    .object([
      "offer": .number(number), "starts": .list(starts.map(\.rfc3339UTC)), "vendor": .text(vendor.rawValue),
      "override": override.map { .text($0.rule.rawValue) },
    ])
  }
}

extension Confirmation {
  func eventData(offer: Int?) -> PostgresJSON {
    .object([
      "offer": offer.map { .number($0) }, "start": .text(start.rfc3339UTC),
      "override": override.map { .text($0.rule.rawValue) },
    ])
  }
}

extension PostgresJSON {
  enum Member: Encodable {
    case number(Int)
    case text(String)
    case list([String])

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      case .list(let list): try container.encode(list)
      }
    }
  }

  static func object(_ members: [String: Member?]) -> PostgresJSON {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // integers and strings always encode; an empty object stands in for what cannot happen
    return PostgresJSON(utf8: (try? Array(encoder.encode(members.compactMapValues { $0 }))) ?? Array("{}".utf8))
  }
}
