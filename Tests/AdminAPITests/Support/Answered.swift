import HTTPTypes
import Hummingbird
import HummingbirdTesting

@testable import AdminAPI

/// A response, ready to be asked.
struct Answered: Sendable {
  let status: Int
  let headers: HTTPFields
  let bytes: [UInt8]
  let json: JSONValue

  init(response: TestResponse) {
    status = response.status.code
    headers = response.headers
    bytes = Array(buffer: response.body)
    json = (try? JSONDocument(parsing: bytes).root) ?? .null
  }

  /// The body as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
  /// A problem's code.
  var code: String? { json["code"].text }
  /// A problem's input errors, as `field code`.
  var errors: [String] {
    json["errors"].elements.map { "\($0["field"].text ?? "?") \($0["code"].text ?? "?")" }
  }
}

extension JSONValue {
  /// A member; null when there is none.
  subscript(name: String) -> JSONValue {
    guard case .object(let members) = self else { return .null }
    return members.first { $0.name == name }?.value ?? .null
  }

  /// An element; null when there is none.
  subscript(index: Int) -> JSONValue {
    elements.indices.contains(index) ? elements[index] : .null
  }

  var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var integer: Int? {
    if case .number(let number) = self, case .value(let value) = number.whole { value } else { nil }
  }
}
