import AsyncHTTPClient
import Foundation
import NIOCore

/// The service's HTTP API as a client sees it.
struct Client: Sendable {
  private let http: HTTPClient
  private let base: String

  init(port: Int, connections: Int) {
    var configuration = HTTPClient.Configuration(certificateVerification: .none)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.timeout.connect = .seconds(2)
    http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    base = "http://127.0.0.1:\(port)"
  }

  /// Sends a request and waits for the whole answer; nil when there was none.
  func send(
    _ method: String, _ path: String, token: String? = nil, body: String? = nil, key: String? = nil
  ) async -> Answer? {
    var request = HTTPClientRequest(url: base + path)
    request.method = .init(rawValue: method)
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
    if let key { request.headers.add(name: "Idempotency-Key", value: key) }
    if let body {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(ByteBuffer(string: body))
    }
    guard let response = try? await http.execute(request, timeout: .seconds(30)),
      let bytes = try? await response.body.collect(upTo: 4_194_304)
    else { return nil }
    return Answer(
      status: Int(response.status.code), retryAfter: response.headers.first(name: "Retry-After"), body: bytes)
  }

  /// Waits until the service and its database answer.
  func waitUntilReady() async throws {
    let start = ContinuousClock.now
    while await send("GET", "/readyz")?.status != 200 {
      guard ContinuousClock.now - start < .seconds(60) else { throw DrillError("the service is not ready after 60 s") }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  func close() async throws { try await http.shutdown() }
}

/// What the service answered.
struct Answer: Sendable {
  let status: Int
  let retryAfter: String?
  let body: ByteBuffer

  /// A problem's code.
  var code: String? { try? decode(Problem.self).code }

  /// Status and code, for counting: `409 slot_taken`.
  var summary: String { status < 400 ? "\(status)" : "\(status) \(code ?? "without a code")" }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(body.readableBytesView))
  }

  private struct Problem: Decodable { let code: String }
}
