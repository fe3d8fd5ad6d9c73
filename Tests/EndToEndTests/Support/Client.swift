import Foundation
import FoundationNetworking

/// A client of the API.
struct Client: Sendable {
  /// `http://127.0.0.1:PORT`
  let address: String

  private static let session: URLSession = {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = 16
    configuration.timeoutIntervalForRequest = 60
    return URLSession(configuration: configuration)
  }()

  struct NoAddress: Error {}

  /// Sends a request. A body is JSON unless `headers` say otherwise.
  func send(
    _ method: String, _ path: String, token: String? = nil, _ body: Data? = nil, headers: [String: String] = [:]
  ) async throws -> Answer {
    guard let url = URL(string: address + path) else { throw NoAddress() }
    var request = URLRequest(url: url)
    request.httpMethod = method
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    if let body {
      request.httpBody = body
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    }
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await Self.session.data(for: request)
    guard let response = response as? HTTPURLResponse else { throw NoAddress() }
    Recording.note(method, path, response, data)
    return Answer(response, body: data)
  }

  /// The same with a text as body.
  func send(
    _ method: String, _ path: String, token: String? = nil, _ body: String, headers: [String: String] = [:]
  ) async throws -> Answer {
    try await send(method, path, token: token, Data(body.utf8), headers: headers)
  }
}
