import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Article 12(1): threats, abuse and other purposes.
  @Suite struct Article12ConductTests {
    @Test func `Art. 12(1): a session is stopped, counts as not held, and a supervisor looks at it`() async throws {
      try await TestOffice.open { office in
        let id = try await office.running()
        let stopped = try await office.send(.post, "bookings/\(id)/terminate", #"{"reason":"暴言"}"#)
        #expect(stopped.json["status"].text == "terminated")
        #expect(try await office.tasks("termination_review") == [id])
        #expect(try await office.send(.get, "bookings?status=held").json["items"].elements.isEmpty)
        let standing = try await office.send(.get, "bookings/\(id)/standing").json
        #expect(standing["terminations"].integer == 1 && standing["no_shows"].integer == 0)
        let review = try #require(
          try await office.send(.get, "tasks?kind=termination_review").json["items"][0]["id"].text)
        #expect(try await office.send(.delete, "tasks/\(review)").code == "forbidden")
        #expect(try await office.send(.patch, "tasks/\(review)", #"{"closed":true}"#).code == "forbidden")
        #expect(try await office.tasks("termination_review") == [id])
        #expect(try await office.send(.delete, "tasks/\(review)", by: .supervisor).status == 204)
        let follow = #"{"start":"2026-09-18T09:00:00+09:00"}"#
        #expect(try await office.send(.post, "bookings/\(id)/follow-up", follow).code == "illegal_transition")
      }
    }

    @Test func `Art. 12(1): conduct and other purposes are grounds of a refusal`() async throws {
      try await TestOffice.open { office in
        for (number, ground) in [("28990-00000001", "conduct"), ("28990-00000002", "other_purpose")] {
          let seeker = try await office.seeker(of: office.received(number: number))
          let body = """
            {"seeker":"\(seeker)","ground":"\(ground)","reason":"勧誘目的",
             "from":"2026-09-16T09:00:00+09:00","until":"2026-12-16T09:00:00+09:00"}
            """
          #expect(try await office.send(.post, "refusals", by: .officeHead, body).json["ground"].text == ground)
          let application = Bodies.application(number: number, wishes: [TestOffice.nine])
          #expect(try await office.send(.post, "bookings", application).json["status"].text == "declined")
        }
      }
    }
  }
}
