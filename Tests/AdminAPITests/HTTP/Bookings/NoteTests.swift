import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Who sees what a companion needs (article 12(3)).
  @Suite struct NoteTests {
    private static let nine = "2026-09-17T09:00:00+09:00"

    /// What the holder of a token reads of a booking: by its id, in the list, and by a search.
    private func notes(of id: String, _ token: String, in office: TestOffice) async throws -> [String?] {
      let read = try await office.send(.get, "bookings/\(id)", token: token)
      let listed = try await office.send(.get, "bookings", token: token)
      let found = try await office.send(
        .post, "bookings/search", token: token, #"{"job_seeker_number":"28990-00000001"}"#)
      #expect([read, listed, found].map(\.status) == [200, 200, 200])
      return [read.json, listed.json["items"][0], found.json["items"][0]].map { $0["companions"][0]["note"].text }
    }

    @Test func `the session's counselor, supervisors and the head see a companion's note, and nobody else`()
      async throws
    {
      try await TestOffice.open { office in
        let counselor = try #require(try await office.send(.get, "counselors").json["items"][0]["id"].text)
        let colleague = try #require(
          try await office.send(.post, "counselors", by: .supervisor, #"{"name":"相談 次郎","services":[]}"#)
            .json["id"].text)
        let own = try await office.token(ofNew: .counselor, named: "本人", counselor: counselor)
        let others = [
          try await office.token(ofNew: .counselor, named: "同僚", counselor: colleague),
          try await office.token(ofNew: .counselor, named: "受付"),
        ]
        let leads = [
          try await office.token(ofNew: .supervisor, named: "統括"),
          try await office.token(ofNew: .officeHead, named: "所長"),
        ]
        let anonymous = try [Role.counselor, .supervisor, .officeHead].map { try #require(office.tokens[$0]) }
        let id = try await office.received()
        let (seen, hidden) = ([String?](repeating: "静かな席", count: 3), [String?](repeating: nil, count: 3))

        for token in [own] + others + anonymous { #expect(try await notes(of: id, token, in: office) == hidden) }
        for token in leads { #expect(try await notes(of: id, token, in: office) == seen) }

        _ = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(Self.nine))
        let confirmed = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine))
        #expect(confirmed.json["counselor"]["id"].text == counselor)
        for token in [own] + leads { #expect(try await notes(of: id, token, in: office) == seen) }
        for token in others + anonymous { #expect(try await notes(of: id, token, in: office) == hidden) }
      }
    }

    @Test func `what an action answers hides the note like a read`() async throws {
      try await TestOffice.open { office in
        let counselor = try #require(try await office.send(.get, "counselors").json["items"][0]["id"].text)
        let own = try await office.token(ofNew: .counselor, named: "本人", counselor: counselor)
        let relayed = try await office.send(.post, "bookings", by: .gateway, Bodies.application())
        #expect(relayed.status == 201 && relayed.json["companions"][0]["note"] == .null)
        let path = "bookings/\(try #require(relayed.json["id"].text))"
        let offered = try await office.send(.post, "\(path)/offer", token: own, Bodies.offer(Self.nine))
        #expect(offered.status == 200 && offered.json["companions"][0]["note"] == .null)
        let confirmed = try await office.send(.post, "\(path)/confirm", token: own, Bodies.confirm(Self.nine))
        #expect(confirmed.json["companions"][0]["note"].text == "静かな席")
        let anonymous = try await office.send(.post, "\(path)/contact", #"{"channel":"phone"}"#)
        #expect(anonymous.status == 200 && anonymous.json["companions"][0]["note"] == .null)
      }
    }

    @Test func `with the session its notes go to another counselor`() async throws {
      try await TestOffice.open { office in
        let first = try #require(try await office.send(.get, "counselors").json["items"][0]["id"].text)
        let second = try #require(
          try await office.send(
            .post, "counselors", by: .supervisor, #"{"name":"相談 次郎","services":["consultation"]}"#
          ).json["id"].text)
        let wish = "\"counselor\":\"\(first)\",\"wishes\":"
        let body = Bodies.application().replacing("\"wishes\":", with: wish)
        let id = try #require(try await office.send(.post, "bookings", body).json["id"].text)
        _ = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(Self.nine))
        let confirmed = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine))
        #expect(confirmed.json["counselor"]["id"].text == first)
        let tokens = [
          try await office.token(ofNew: .counselor, named: "前任", counselor: first),
          try await office.token(ofNew: .counselor, named: "後任", counselor: second),
        ]
        let reassigned = try await office.send(
          .post, "bookings/\(id)/reassign", by: .supervisor, "{\"counselor\":\"\(second)\"}")
        #expect(reassigned.status == 200)
        let seen = try await tokens.asyncMap { token in try await notes(of: id, token, in: office)[0] }
        #expect(seen == [nil, "静かな席"])
      }
    }

    @Test func `who may not see a note keeps it, who may takes it away`() async throws {
      try await TestOffice.open { office in
        let head = try await office.token(ofNew: .officeHead, named: "所長")
        let id = try await office.received()
        let list = #"{"companions":[{"role":"interpreter","language":"vi"},{"role":"helper"}]}"#
        let amended = try await office.send(.patch, "bookings/\(id)", list)
        #expect(amended.json["companions"].elements.count == 2)
        #expect(try await notes(of: id, head, in: office)[0] == "静かな席")
        let mended = #"{"companions":[{"role":"interpreter","language":"vi","note":"車椅子"}]}"#
        _ = try await office.send(.patch, "bookings/\(id)", mended)
        #expect(try await notes(of: id, head, in: office)[0] == "車椅子")
        _ = try await office.send(.patch, "bookings/\(id)", token: head, list)
        #expect(try await notes(of: id, head, in: office)[0] == nil)
      }
    }
  }
}
