import Foundation

/// A JSON value, read by member and place; what isn't there is null.
enum JSON: Sendable, Equatable, Codable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  subscript(name: String) -> JSON { members[name] ?? .null }
  subscript(place: Int) -> JSON { elements.indices.contains(place) ? elements[place] : .null }

  var members: [String: JSON] { if case .object(let members) = self { members } else { [:] } }
  var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var integer: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }

  /// The value as it is sent, the same bytes each time.
  var encoded: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

extension JSON {
  /// The value at the end of a way of names; `0` is a list's first element.
  func value(at path: some Collection<String>) -> JSON {
    guard let name = path.first else { return self }
    let next = name == "0" ? self[0] : self[name]
    return next.value(at: path.dropFirst())
  }

  /// The same with another value there, or, when it is nil, without that member.
  func setting(_ path: some Collection<String>, to value: JSON?) -> JSON {
    guard let name = path.first else { return value ?? .null }
    let rest = path.dropFirst()
    if name == "0" { return .array([self[0].setting(rest, to: value)] + elements.dropFirst()) }
    var members = members
    members[name] = rest.isEmpty ? value : self[name].setting(rest, to: value)
    return .object(members)
  }
}
