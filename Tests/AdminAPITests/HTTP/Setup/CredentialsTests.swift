import HTTPTypes
import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct CredentialsTests {
    @Test func `what a licence has is set, told of and taken away, and never shown`() async throws {
      try await TestOffice.open { office in
        let path = "licences/\(try await office.licence())/credentials"
        let before = try await office.send(.get, path)
        #expect(before.status == 200 && before.json["set_at"] == .null && before.json["vendor"].text == "zoom")
        for role in [Role.counselor, .gateway] {
          #expect(try await office.send(.post, path, by: role, Bodies.zoom()).status == 403)
        }
        let set = try await office.send(.post, path, by: .supervisor, Bodies.zoom())
        #expect(set.status == 200 && set.json["set_at"].text?.hasPrefix("2026-09-16T09:00") == true)
        #expect(set.json["pool"]["unused"].integer == 0)
        #expect(try await office.send(.get, path).bytes == set.bytes)
        let licence = try await office.send(.get, "licences")
        for answer in [set, licence] {
          for secret in ["900000001", "hi_1", "zoom.example"] { #expect(!answer.text.contains(secret)) }
        }
        #expect(try await office.send(.delete, path, by: .supervisor).status == 204)
        #expect(try await office.send(.delete, path, by: .supervisor).status == 404)
        #expect(try await office.send(.get, path).bytes == before.bytes)
      }
    }

    @Test func `each part that is wrong is named, and those of another vendor are unknown`() async throws {
      try await TestOffice.open { office in
        let path = "licences/\(try await office.licence())/credentials"
        let wrong = #"""
          {"vendor":"zoom","meeting_id":"12345678","passcode":"pass word","url":"http://zoom.example/","server":"x"}
          """#
        let zoom = try await office.send(.post, path, by: .supervisor, wrong)
        #expect(
          zoom.errors == [
            "/meeting_id invalid_format", "/passcode invalid_format", "/url invalid_format", "/server unknown_field",
          ])
        #expect(!zoom.text.contains("12345678") && !zoom.text.contains("pass word"))
        let tele = try await office.send(
          .post, path, by: .supervisor, #"{"vendor":"teleoffice","access_code":"","meeting_id":"123456789"}"#)
        #expect(
          tele.errors == [
            "/server required", "/access_code invalid_format", "/url required", "/meeting_id unknown_field",
          ])
        let none = try await office.send(.post, path, by: .supervisor, #"{"meeting_id":"123456789","colour":"red"}"#)
        #expect(none.errors == ["/vendor required", "/colour unknown_field"])
        let other = try await office.send(.post, path, by: .supervisor, Bodies.tele())
        #expect(other.status == 422 && other.errors == ["/vendor other_vendor"])
      }
    }

    @Test func `a pool grows all or nothing, and each meeting is taken in once`() async throws {
      try await TestOffice.open { office in
        let path = "licences/\(try await office.licence())/pool"
        let filled = try await office.send(.post, path, by: .supervisor, Bodies.pool(1, 2))
        #expect(filled.status == 200 && filled.json["pool"]["unused"].integer == 2)
        let twice = try await office.send(.post, path, by: .supervisor, Bodies.pool(3, 4, 3))
        #expect(twice.errors == ["/meetings/2 duplicate_value"])
        let known = try await office.send(.post, path, by: .supervisor, Bodies.pool(3, 2))
        #expect(known.status == 409 && known.code == "already_in_pool")
        let wrong = Bodies.pool(3, 4).replacing("hi_4", with: "あ")
        #expect(
          try await office.send(.post, path, by: .supervisor, wrong).errors == ["/meetings/1/passcode invalid_format"])
        let empty = try await office.send(.post, path, by: .supervisor, #"{"vendor":"zoom","meetings":[]}"#)
        #expect(empty.errors == ["/meetings too_few"])
        #expect(try await office.send(.delete, path, by: .supervisor).status == 204)
        let state = try await office.send(.get, path.replacing("pool", with: "credentials"))
        #expect(state.json["pool"]["unused"].integer == 0)
      }
    }

    @Test func `a repetition with the same key sets nothing twice, and its answer holds no secret`() async throws {
      try await TestOffice.open { office in
        let path = "licences/\(try await office.licence())/pool"
        let key: HTTPFields = [.idempotencyKey: "pool-1"]
        let first = try await office.send(.post, path, by: .supervisor, Bodies.pool(1), headers: key)
        let second = try await office.send(.post, path, by: .supervisor, Bodies.pool(1), headers: key)
        #expect(first.status == 200 && second.bytes == first.bytes && !first.text.contains("hi_1"))
        #expect(second.headers[.idempotencyReplayed] == "true")
        let other = try await office.send(.post, path, by: .supervisor, Bodies.pool(2), headers: key)
        #expect(other.code == "idempotency_mismatch")
      }
    }

    @Test func `a deployment without keys takes no secret and says so`() async throws {
      try await TestOffice.open(keys: nil) { office in
        let licence = try await office.licence()
        for (path, body) in [("credentials", Bodies.zoom()), ("pool", Bodies.pool(1))] {
          let refused = try await office.send(
            .post, "licences/\(licence)/\(path)", by: .supervisor, body, headers: [.acceptLanguage: "en"])
          #expect(refused.status == 409 && refused.code == "keys_missing")
          #expect(refused.json["detail"].text?.contains("lacks the key") == true)
        }
        let booking = try await office.confirmed()
        let meeting = try await office.send(.get, "bookings/\(booking)/meeting", by: .gateway)
        #expect(meeting.status == 409 && meeting.code == "meeting_not_issued")
      }
    }
  }
}
