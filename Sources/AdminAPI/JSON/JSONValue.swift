/// A JSON text as a tree (RFC 8259).
///
/// A number keeps the text it was written with, so that no exponent and no digit is lost or rounded before somebody who
/// knows what the number means has looked at it.
enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  /// Members in the order they were written. Of members with the same name only the first is kept.
  case object([JSONMember])

  /// What this value is, in the words of a JSON schema: `null`, `boolean`, `number`, `string`, `array`, `object`.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

/// A name and its value inside a JSON object.
struct JSONMember: Sendable, Equatable {
  /// The name, with its escapes resolved.
  let name: String
  /// The value.
  let value: JSONValue

  /// A member of an object.
  init(name: String, value: JSONValue) {
    self.name = name
    self.value = value
  }
}
