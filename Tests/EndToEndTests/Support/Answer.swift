import Foundation
import FoundationNetworking

/// What the service answered.
struct Answer: Sendable {
  let status: Int
  let body: Data
  private let headers: [String: String]

  init(_ response: HTTPURLResponse, body: Data) {
    status = response.statusCode
    self.body = body
    var headers: [String: String] = [:]
    for case (let name as String, let value as String) in response.allHeaderFields {
      headers[name.lowercased()] = value
    }
    self.headers = headers
  }

  /// A header's value, whatever the case of its name.
  subscript(header name: String) -> String? { headers[name.lowercased()] }

  /// All headers but the one that differs from request to request and the hour.
  var lastingHeaders: [String: String] {
    headers.filter { !["x-request-id", "date"].contains($0.key) }
  }

  /// The body as JSON; null when it is none.
  var json: JSON { (try? JSONDecoder().decode(JSON.self, from: body)) ?? .null }

  /// A problem's code.
  var code: String? { json["code"].text }

  /// The codes of a problem's input errors, by field.
  var errors: [String: String] {
    let pairs = json["errors"].elements.map { ($0["field"].text ?? "?", $0["code"].text ?? "?") }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// Whether it is an error told as RFC 9457 wants it and the contract adds to it.
  var isProblem: Bool {
    self[header: "Content-Type"] == "application/problem+json" && json["status"].integer == status && code != nil
      && json["type"].text != nil && json["title"].text != nil && json["detail"].text != nil
      && self[header: "X-Request-Id"] != nil
  }
}
