import AsyncHTTPClient
import NIOCore

/// The service's HTTP API as a client sees it.
public struct Client: Sendable {
  private let http: HTTPClient
  private let base: String
  private let observe: @Sendable (Exchange) -> Void

  /// - Parameters:
  ///   - address: as `http://127.0.0.1:8080`.
  ///   - connections: at most.
  ///   - observe: hears of every request that is answered.
  public init(address: String, connections: Int, observe: @escaping @Sendable (Exchange) -> Void = { _ in }) {
    var configuration = HTTPClient.Configuration()
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.timeout.connect = .seconds(2)
    http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    base = address
    self.observe = observe
  }

  /// Sends a request and waits for the whole answer; nil when there was none.
  ///
  /// - Parameters:
  ///   - key: the Idempotency-Key.
  ///   - version: the ETag that If-Match names.
  ///   - headers: further fields; they win over those that follow from the others.
  public func send(
    _ method: String, _ path: String, token: String? = nil, body: String? = nil, key: String? = nil,
    ifMatch version: String? = nil, headers: [String: String] = [:]
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
    for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
    guard let response = try? await http.execute(request, timeout: .seconds(30)),
      let bytes = try? await response.body.collect(upTo: 4_194_304)
    else { return nil }
    let fields = Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
    let answer = Answer(status: Int(response.status.code), headers: fields, bytes: bytes)
    observe(
      Exchange(
        method: method, path: path, request: body, status: answer.status,
        head: response.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n"), text: answer.text))
    return answer
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
