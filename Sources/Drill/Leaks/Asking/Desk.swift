import Foundation
import Stage

/// An office as its staff, its gateway and whoever oversees it ask it.
struct Desk: Sendable {
  let office: String
  let client: Client
  /// By role.
  let tokens: [String: String]

  /// Sends a request; a path that doesn't begin with a slash is below the office's. `busy` is tried again.
  @discardableResult
  func send(
    _ method: String, _ path: String, by role: String = "counselor", _ body: String? = nil,
    headers: [String: String] = [:]
  ) async throws -> Answer {
    let address = path.hasPrefix("/") ? path : "/v1/offices/\(office)/\(path)"
    for _ in 0..<100 {
      let answer = await client.send(method, address, token: tokens[role], body: body, headers: headers)
      guard let answer else { throw DrillError("\(Route(method, address).key): no answer") }
      guard answer.status == 503 else { return answer }
      try await Task.sleep(for: .milliseconds(Int64.random(in: 5...40)))
    }
    throw DrillError("\(Route(method, address).key): busy for too long")
  }

  /// The same of what must succeed; the answer as JSON.
  @discardableResult
  func expect(
    _ status: Int, _ method: String, _ path: String, by role: String = "counselor", _ body: String? = nil
  ) async throws -> JSONTree {
    let answer = try await send(method, path, by: role, body)
    guard answer.status == status else { throw DrillError("\(Route(method, path).key): \(answer.summary)") }
    return JSONTree(answer.text) ?? .other
  }

  /// A text as a part of an address.
  static func encoded(_ text: String) -> String {
    let unreserved = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "-"
  }

  /// A text as a JSON string.
  static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
