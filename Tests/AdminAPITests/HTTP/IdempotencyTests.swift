import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct IdempotencyTests {
    @Test func `the same key and body answers with the first response and does nothing more`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let key: HTTPFields = [.idempotencyKey: "application-1"]
        let first = try await office.send(.post, "bookings", Bodies.application(), headers: key)
        let second = try await office.send(.post, "bookings", Bodies.application(), headers: key)
        #expect(first.status == 201 && second.status == 201)
        #expect(first.bytes == second.bytes)
        #expect(second.headers[.location] == first.headers[.location] && second.headers[.eTag] == first.headers[.eTag])
        #expect(first.headers[.idempotencyReplayed] == nil && second.headers[.idempotencyReplayed] == "true")
        #expect(try await office.send(.get, "bookings").json["items"].elements.count == 1)
      }
    }

    @Test(arguments: [
      ("rooms", #"{"name":"ブース9"}"#), ("counselors", #"{"name":"職安 花子","services":[]}"#),
      ("licences", #"{"vendor":"zoom","name":"Zoom-9"}"#), ("tasks", #"{"note":"郵送する"}"#),
    ])
    func `what an office sets up is made once, however often it is asked for`(path: String, body: String) async throws {
      try await TestOffice.open(equipped: false) { office in
        let key: HTTPFields = [.idempotencyKey: "once"]
        let first = try await office.send(.post, path, by: .supervisor, body, headers: key)
        let second = try await office.send(.post, path, by: .supervisor, body, headers: key)
        #expect(first.status == 201 && second.status == 201 && first.bytes == second.bytes)
        #expect(second.headers[.idempotencyReplayed] == "true")
        #expect(try await office.send(.get, path, by: .supervisor).json["items"].elements.count == 1)
      }
    }

    @Test func `the same key with another body, or on another path, is a mismatch`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let key: HTTPFields = [.idempotencyKey: "k"]
        #expect(try await office.send(.post, "rooms", by: .supervisor, #"{"name":"A"}"#, headers: key).status == 201)
        let body = try await office.send(.post, "rooms", by: .supervisor, #"{"name":"B"}"#, headers: key)
        #expect(body.code == "idempotency_mismatch")
        let path = try await office.send(
          .post, "licences", by: .supervisor, #"{"vendor":"zoom","name":"A"}"#, headers: key)
        #expect(path.code == "idempotency_mismatch")
      }
    }

    @Test func `a key belongs to its token, and only a success is kept`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let key: HTTPFields = [.idempotencyKey: "k"]
        #expect(try await office.send(.post, "rooms", by: .supervisor, #"{"name":""}"#, headers: key).status == 422)
        #expect(try await office.send(.post, "rooms", by: .supervisor, #"{"name":"A"}"#, headers: key).status == 201)
        let another = try await office.send(.post, "rooms", by: .officeHead, #"{"name":"B"}"#, headers: key)
        #expect(another.status == 201)
      }
    }

    @Test func `a key is one to 255 visible characters`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let long = String(repeating: "k", count: 255)
        for (key, status) in [(long, 201), (long + "k", 400), ("a b", 400)] {
          let answer = try await office.send(
            .post, "rooms", by: .supervisor, #"{"name":"\#(key.count)"}"#, headers: [.idempotencyKey: key])
          #expect(answer.status == status, "\(key.count)")
        }
      }
    }
  }
}
