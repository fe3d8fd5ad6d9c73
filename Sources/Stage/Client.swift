import AsyncHTTPClient
import NIOCore

/// The service's HTTP API as a client sees it.
public struct Client: Sendable {
  private let http: HTTPClient
  private let base: String

  /// - Parameters:
  ///   - address: as `http://127.0.0.1:8080`.
  ///   - connections: at most.
  public init(address: String, connections: Int) {
    var configuration = HTTPClient.Configuration()
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.timeout.connect = .seconds(2)
    http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    base = address
  }

  /// Sends a request and waits for the whole answer; nil when there was none.
  ///
  /// - Parameters:
  ///   - key: the Idempotency-Key.
  ///   - version: the ETag that If-Match names.
  public func send(
    _ method: String, _ path: String, token: String? = nil, body: String? = nil, key: String? = nil,
    ifMatch version: String? = nil
  ) async -> Answer? {
    var request = HTTPClientRequest(url: base + path)
    request.method = .init(rawValue: method)
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
    if let key { request.headers.add(name: "Idempotency-Key", value: key) }
    if let version { request.headers.add(name: "If-Match", value: version) }
    if let body {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(ByteBuffer(string: body))
    }
    guard let response = try? await http.execute(request, timeout: .seconds(30)),
      let bytes = try? await response.body.collect(upTo: 4_194_304)
    else { return nil }
    let headers = Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
    return Answer(status: Int(response.status.code), headers: headers, bytes: bytes)
  }

  /// Waits until the service and its database answer.
  public func waitUntilReady() async throws {
    let start = ContinuousClock.now
    while await send("GET", "/readyz")?.status != 200 {
      guard ContinuousClock.now - start < .seconds(60) else { throw StageError("the service is not ready after 60 s") }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Closes its connections; it is of no use afterwards.
  public func close() async throws { try await http.shutdown() }
}
