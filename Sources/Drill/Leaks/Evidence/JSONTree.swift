import Foundation

/// A JSON document of any shape, as far as somebody asks for texts in it.
indirect enum JSONTree: Sendable, Hashable, Decodable {
  case object([String: JSONTree])
  case list([JSONTree])
  case text(String)
  case truth(Bool)
  /// A number or null.
  case other

  /// Nil of what is no JSON.
  init?(_ text: String) {
    guard let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(text.utf8)) else { return nil }
    self = tree
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let truth = try? container.decode(Bool.self) {
      self = .truth(truth)
    } else if let list = try? container.decode([JSONTree].self) {
      self = .list(list)
    } else if let members = try? container.decode([String: JSONTree].self) {
      self = .object(members)
    } else {
      self = .other
    }
  }

  /// A member; nil when there is none.
  subscript(name: String) -> JSONTree? { members[name] }

  var members: [String: JSONTree] { if case .object(let members) = self { members } else { [:] } }
  var elements: [JSONTree] { if case .list(let elements) = self { elements } else { [] } }
  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The texts of every member with one of these names, however deep.
  func texts(of names: Set<String>) -> [String] {
    switch self {
    case .object(let members):
      members.flatMap { name, value in
        names.contains(name) ? [value.text].compactMap { $0 } + value.texts(of: names) : value.texts(of: names)
      }
    case .list(let elements): elements.flatMap { $0.texts(of: names) }
    default: []
    }
  }
}
