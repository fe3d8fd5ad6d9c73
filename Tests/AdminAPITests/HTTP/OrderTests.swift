import HTTPTypes
import Hummingbird
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// The contract's order of judgement: each request is wrong in two ways, and the earlier one is told.
  @Suite struct OrderTests {
    private static let nobody = "bookings/00000000-0000-4000-8000-000000000000"
    private static let large = String(repeating: " ", count: 1_048_577)

    @Test func `too large comes before everything, even before who asks`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let answer = try await office.send(.post, "bookings", by: nil, Self.large)
        #expect(answer.status == 413 && answer.code == "payload_too_large")
        #expect(try await office.send(.post, "/nowhere", by: nil, Self.large).status == 413)
        let atTheLimit = String(repeating: " ", count: 1_048_576)
        #expect(try await office.send(.post, "bookings", atTheLimit).code == "malformed_json")
      }
    }

    @Test func `who asks comes before where`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let answer = try await office.send(.post, "/v1/offices/0000/bookings", by: nil, "{}")
        #expect(answer.status == 401)
      }
    }

    @Test func `where comes before what the role may`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let elsewhere = try await office.send(.post, "/v1/offices/0000/rooms", "{}")
        #expect(elsewhere.status == 404)
        #expect(try await office.send(.post, "rooms", "{}").status == 403)
      }
    }

    @Test func `what the role may comes before the media type, that before the syntax, that before the shape`()
      async throws
    {
      try await TestOffice.open(equipped: false) { office in
        let text: HTTPFields = [.contentType: "text/plain"]
        let forbidden = try await office.send(.post, "rooms", "{", headers: text)
        #expect(forbidden.status == 403)
        #expect(try await office.send(.post, "rooms", by: .supervisor, "{", headers: text).status == 415)
        #expect(try await office.send(.post, "rooms", by: .supervisor, "{\"x\":1").status == 400)
        #expect(try await office.send(.post, "rooms", by: .supervisor, "{\"x\":1}").status == 422)
      }
    }

    @Test func `the shape comes before the idempotency key, that before the resource`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let key: HTTPFields = [.idempotencyKey: "order-1"]
        #expect(try await office.send(.post, "bookings", Bodies.application(), headers: key).status == 201)
        let mismatch = try await office.send(.post, "\(Self.nobody)/complete", "{}", headers: key)
        #expect(mismatch.status == 422 && mismatch.code == "idempotency_mismatch")
        let shape = try await office.send(.post, "\(Self.nobody)/complete", #"{"x":1}"#, headers: key)
        #expect(shape.code == "unknown_field")
      }
    }

    @Test func `the resource comes before its version, that before its status`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let stale: HTTPFields = [.ifMatch: "\"7\""]
        #expect(try await office.send(.post, "\(Self.nobody)/complete", "{}", headers: stale).status == 404)
        let id = try await office.received()
        let conflict = try await office.send(.post, "bookings/\(id)/complete", "{}", headers: stale)
        #expect(conflict.status == 412 && conflict.code == "version_conflict")
        let current: HTTPFields = [.ifMatch: "\"1\""]
        #expect(try await office.send(.post, "bookings/\(id)/complete", "{}", headers: current).status == 409)
      }
    }

    @Test func `a tag that no version has is a conflict, an asterisk is any version`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let id = try await office.received()
        for (tag, status) in [("W/\"1\"", 412), ("\"x\"", 412), ("1", 412), ("*", 409), ("\"1\", \"2\"", 400)] {
          let answer = try await office.send(.post, "bookings/\(id)/complete", "{}", headers: [.ifMatch: tag])
          #expect(answer.status == status, "\(tag)")
        }
      }
    }
  }
}
