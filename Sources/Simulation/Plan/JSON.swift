/// A body as it is planned: members in order, ids as references.
enum JSON: Sendable, Hashable {
  case text(String)
  case integer(Int)
  case truth(Bool)
  case list([JSON])
  case object([Member])
  case id(Reference)

  struct Member: Sendable, Hashable {
    let name: String
    let value: JSON
  }

  /// `{}`
  static let empty = JSON.object([])

  /// The body as it is sent.
  func text(_ id: (Reference) throws -> String) rethrows -> String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .integer(let number): "\(number)"
    case .truth(let truth): "\(truth)"
    case .list(let values): "[\(try values.map { try $0.text(id) }.joined(separator: ","))]"
    case .object(let members):
      "{\(try members.map { "\(Self.quoted($0.name)):\(try $0.value.text(id))" }.joined(separator: ","))}"
    case .id(let reference): Self.quoted(try id(reference))
    }
  }

  /// The plan writes no other control characters than ends of lines.
  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "\"\(escaped)\""
  }

  /// The object with another member at its end; anything else stays as it is.
  func with(_ name: String, _ value: JSON?) -> JSON {
    guard case .object(let members) = self, let value else { return self }
    return .object(members + [Member(name: name, value: value)])
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .truth(value) }
  init(arrayLiteral elements: JSON...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member(name: $0.0, value: $0.1) })
  }
}
