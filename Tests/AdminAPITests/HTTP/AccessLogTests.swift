import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOConcurrencyHelpers
import Testing

@testable import AdminAPI

@Suite struct AccessLogTests {
  @Test func `a request leaves one line with its template and nothing of what it said`() async throws {
    let lines = NIOLockedValueBox<[String]>([])
    let logger = Logger(label: "test") { _ in LineCollector(lines: lines) }
    let server = AdminServer(store: try .unreachable(), configuration: .init(), logger: logger)
    try await server.application().test(.router) { client in
      let uri = "/v1/offices/2804/bookings/0f9d?name=tarou"
      let headers: HTTPFields = [.authorization: "Bearer hidden-token", .userAgent: "hidden-agent"]
      let id = try await client.execute(
        uri: uri, method: .post, headers: headers, body: ByteBuffer(string: "hidden-body")
      ) { $0.headers[.xRequestID] }
      let written = lines.withLockedValue { $0 }.filter { $0.hasPrefix("request ") }
      #expect(written.count == 1)
      let line = try #require(written.first)
      #expect(line.contains("status=405") && line.contains("method=POST"))
      #expect(line.contains("request_id=\(id ?? "?")"))
      for secret in ["2804", "0f9d", "tarou", "hidden"] { #expect(!line.contains(secret)) }
    }
  }
}

/// Keeps what is logged.
private struct LineCollector: LogHandler {
  let lines: NIOLockedValueBox<[String]>
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .trace

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let line = "\(event.message) " + all.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
    lines.withLockedValue { $0.append(line) }
  }
}
