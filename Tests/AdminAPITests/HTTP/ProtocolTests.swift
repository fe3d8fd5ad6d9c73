import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import AdminAPI

/// HTTP's own rules. No database is there, which is a state to be told well too.
@Suite struct ProtocolTests {
  private func withAPI(
    _ transport: TestingSetup = .router, _ body: @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    let server = AdminServer(store: try .unreachable(), configuration: .init(), logger: .silent)
    try await server.application().test(transport) { try await body($0) }
  }

  private func send(
    _ client: any TestClientProtocol, _ method: HTTPRequest.Method, _ uri: String, headers: HTTPFields = [:],
    body: String? = nil
  ) async throws -> Answered {
    try await client.execute(uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }) {
      Answered(response: $0)
    }
  }

  @Test func `every response carries its own id and the security headers`() async throws {
    try await withAPI { client in
      var ids: Set<String> = []
      for uri in ["/healthz", "/nothing", "/v1/clock"] {
        let answer = try await send(client, .get, uri, headers: [.xRequestID: "mine"])
        ids.insert(try #require(answer.headers[.xRequestID]))
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
      }
      #expect(ids.count == 3 && !ids.contains("mine"))
    }
  }

  @Test func `a problem is told in the language asked for`() async throws {
    try await withAPI { client in
      let japanese = try await send(client, .get, "/nothing")
      let english = try await send(client, .get, "/nothing", headers: [.acceptLanguage: "en"])
      #expect(japanese.json["title"].text == "見つかりません" && english.json["title"].text == "Not found")
      #expect(english.headers[.contentType] == "application/problem+json")
      #expect(english.headers[.contentLanguage] == "en" && english.headers[.vary] == "Accept-Language")
      #expect(english.json["type"].text == "urn:madoguchi:problem:not_found" && english.json["status"].integer == 404)
    }
  }

  @Test func `a known path with another method says which it has`() async throws {
    try await withAPI { client in
      let answer = try await send(client, .put, "/v1/offices/2804/rooms/x")
      #expect(answer.status == 405 && answer.headers[.allow] == "GET, HEAD, PATCH, DELETE")
      #expect(try await send(client, .post, "/healthz").status == 405)
    }
  }

  @Test func `HEAD answers like GET without a body`() async throws {
    try await withAPI(.live) { client in
      let get = try await send(client, .get, "/openapi.json")
      let head = try await send(client, .head, "/openapi.json")
      #expect(head.status == 200 && head.bytes.isEmpty)
      #expect(head.headers[.contentLength] == String(get.bytes.count))
    }
  }

  @Test func `without its database the service lives, isn't ready, and says when to come again`() async throws {
    try await withAPI { client in
      #expect(try await send(client, .get, "/healthz").status == 200)
      for (uri, headers) in [("/readyz", [:]), ("/v1/clock", [.authorization: "Bearer x"])] as [(String, HTTPFields)] {
        let answer = try await send(client, .get, uri, headers: headers)
        #expect(answer.status == 503 && answer.code == "database_unavailable")
        #expect(answer.headers[.retryAfter] == "1")
        #expect(answer.json["request_id"].text == answer.headers[.xRequestID])
      }
    }
  }

  @Test func `the metrics count by route and never show a path`() async throws {
    try await withAPI { client in
      _ = try await send(client, .get, "/v1/offices/2804/bookings?seeker=secret")
      _ = try await send(client, .init("MADEUP") ?? .get, "/secret")
      let text = try await send(client, .get, "/metrics").text
      let line =
        #"madoguchi_http_requests_total{method="GET",route="/v1/offices/{office}/bookings",status="4xx"} 1"#
      #expect(text.contains(line))
      #expect(text.contains(#"madoguchi_http_request_duration_seconds_bucket{method="GET",route="#))
      #expect(text.contains(#"method="OTHER""#))
      #expect(text.contains("madoguchi_pool_connections") && text.contains("madoguchi_build_info"))
      #expect(!text.contains("secret") && !text.contains("2804") && !text.contains("MADEUP"))
    }
  }

  @Test func `the document that is served names exactly the operations that are there`() async throws {
    let server = AdminServer(store: try .unreachable(), configuration: .init(), logger: .silent)
    try await withAPI { client in
      guard case .object(let paths) = try await send(client, .get, "/openapi.json").json["paths"] else {
        return #expect(Bool(false), "no paths")
      }
      var documented: Set<String> = []
      for path in paths {
        guard case .object(let items) = path.value else { continue }
        for item in items where item.name != "parameters" {
          let isOpen = item.value["security"] == .array([])
          documented.insert("\(item.name) \(path.name) \(item.value["operationId"].text ?? "?") \(isOpen)")
        }
      }
      let routed = server.operations.map { "\($0.method.rawValue.lowercased()) \($0.path) \($0.id) \($0.isOpen)" }
      #expect(Set(routed) == documented && routed.count == documented.count)
    }
  }

  @Test(arguments: [
    ("application/json", 401), ("application/json; charset=utf-8", 401), ("Application/JSON;charset=UTF-8", 401),
  ])
  func `media types are judged after the caller`(type: String, status: Int) async throws {
    try await withAPI { client in
      let answer = try await send(client, .post, "/v1/clock", headers: [.contentType: type], body: "{}")
      #expect(answer.status == status)
    }
  }
}
