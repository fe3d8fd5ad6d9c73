import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Article 6(6): silence is deemed a cancellation, and future use may be refused.
  @Suite struct Article6SilenceTests {
    private static let halfPast = "2026-09-17T09:30:00+09:00"

    @Test func `Art. 6(6): a silent user is deemed to have cancelled at 9:10:00, not at 9:09:59`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        try office.setClock("2026-09-17T09:09:59+09:00")
        #expect(try await office.status(id) == "confirmed")
        try office.setClock("2026-09-17T09:10:00+09:00")
        #expect(try await office.status(id) == "no_show")
        #expect(try await office.lastEvent(id)["occurred_at"].text == "2026-09-17T09:10:00+09:00")
      }
    }

    @Test func `Art. 6(6): a contact is logged and excuses, but not a time that was agreed after it`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let move = #"{"start":"2026-09-17T10:00:00+09:00","reason":"通院"}"#
        try office.setClock("2026-09-16T11:00:00+09:00")
        #expect(try await office.send(.post, "bookings/\(id)/reschedule", move).status == 200)
        let early = #"{"channel":"phone","note":"遅れます","received_at":"2026-09-16T10:30:00+09:00"}"#
        let noted = try await office.send(.post, "bookings/\(id)/contact", early)
        #expect(noted.status == 200 && noted.json["contacted_at"] == .null)
        let log = try await office.send(.get, "bookings/\(id)/contacts").json["items"]
        #expect(log.elements.count == 1 && log[0]["note"].text == "遅れます")
        #expect(log[0]["received_at"].text == "2026-09-16T10:30:00+09:00")
        try office.setClock("2026-09-17T10:10:00+09:00")
        #expect(try await office.status(id) == "no_show")
      }
    }

    @Test func `Art. 6(6): who waits in the meeting while the session before overruns is no no-show`() async throws {
      try await TestOffice.open { office in
        let next = try await office.confirmed(Self.halfPast, number: "28990-00000002")
        _ = try await office.send(.post, "bookings/\(next)/environment-check", Bodies.environment())
        let overrunning = try await office.running()
        try office.setClock("2026-09-17T09:31:00+09:00")
        #expect(try await office.send(.post, "bookings/\(next)/joined", by: .gateway, "{}").status == 200)
        try office.setClock("2026-09-17T09:50:00+09:00")
        #expect(try await office.status(next) == "confirmed")
        #expect(try await office.send(.post, "bookings/\(overrunning)/complete", "{}").status == 200)
        #expect(try await office.send(.post, "bookings/\(next)/start", "{}").json["status"].text == "in_session")
      }
    }

    @Test func `Art. 6(6): at the threshold one review is asked for, and nothing else happens`() async throws {
      try await TestOffice.open { office in
        let first = try await office.confirmed(number: "28990-00000001")
        let second = try await office.confirmed(Self.halfPast, number: "28990-00000001")
        try office.setClock("2026-09-17T09:40:00+09:00")
        try await office.writeDown(first)
        #expect(try await office.tasks("refusal_review").isEmpty)
        try await office.writeDown(second)
        #expect(try await office.tasks("refusal_review") == [second])
        let standing = try await office.send(.get, "bookings/\(first)/standing").json
        #expect(standing["no_shows"].integer == 2 && standing["review_due"] == .bool(true))
        #expect(standing["refusal"] == .null && standing["threshold"].integer == 2)
        _ = try await office.received("2026-09-18T09:00:00+09:00")
        #expect(try await office.send(.get, "bookings?status=declined").json["items"].elements.isEmpty)
        let reason = #"{"to":"held","reason":"会議で待っていた"}"#
        #expect(try await office.send(.post, "bookings/\(first)/no-show/reverse", reason).status == 200)
        #expect(try await office.tasks("refusal_review").isEmpty)
      }
    }

    @Test func `Art. 6(6): a named officer refuses, the head approves, the term ends by itself`() async throws {
      try await TestOffice.open { office in
        let seeker = try await office.seeker(of: office.received())
        let body = """
          {"seeker":"\(seeker)","ground":"silence","reason":"連絡のない欠席",
           "from":"2026-09-16T09:00:00+09:00","until":"2026-12-16T09:00:00+09:00"}
          """
        #expect(try await office.send(.post, "refusals", body).status == 403)
        let proposed = try await office.send(.post, "refusals", by: .supervisor, body)
        #expect(proposed.status == 201 && proposed.json["status"].text == "proposed")
        let path = try #require(proposed.headers[.location])
        #expect(try await office.send(.post, "\(path)/approve", by: .supervisor, "{}").status == 403)
        #expect(try await apply(office)["status"].text == "received")
        let approved = try await office.send(.post, "\(path)/approve", by: .officeHead, "{}")
        #expect(approved.json["status"].text == "in_force")
        #expect(approved.json["approved_by"].text?.hasPrefix("office_head:") == true)
        #expect(approved.json["decided_by"].text?.hasPrefix("supervisor:") == true)
        let declined = try await apply(office)
        #expect(declined["status"].text == "declined" && declined["decline_ground"].text == "refused")
        let event = try await office.lastEvent(try #require(declined["id"].text))
        #expect(event["kind"].text == "declined" && event["refusal"] == proposed.json["id"])
        try office.setClock("2026-12-16T09:00:00+09:00")
        #expect(try await office.send(.get, path).json["status"].text == "expired")
        #expect(try await apply(office)["status"].text == "received")
      }
    }

    @Test func `Art. 6(6): a refusal is appealed against and lifted, and then applications are received`() async throws
    {
      try await TestOffice.open { office in
        let seeker = try await office.seeker(of: office.received())
        let body = """
          {"seeker":"\(seeker)","ground":"silence","reason":"連絡のない欠席",
           "from":"2026-09-16T09:00:00+09:00","until":"2026-12-16T09:00:00+09:00"}
          """
        let refused = try await office.send(.post, "refusals", by: .officeHead, body)
        #expect(refused.json["status"].text == "in_force")
        let path = try #require(refused.headers[.location])
        let appeal = #"{"text":"停電で連絡できなかった"}"#
        #expect(
          try await office.send(.post, "\(path)/appeal", by: .supervisor, appeal).json["status"].text == "in_force")
        #expect(try await office.send(.post, "\(path)/appeal", by: .supervisor, appeal).code == "already_appealed")
        #expect(try await apply(office)["status"].text == "declined")
        let lift = #"{"reason":"停電が確認できた"}"#
        let lifted = try await office.send(.post, "\(path)/lift", by: .supervisor, lift)
        #expect(lifted.json["status"].text == "lifted" && lifted.json["lift_reason"].text == "停電が確認できた")
        #expect(lifted.json["appeal"]["text"].text == "停電で連絡できなかった")
        #expect(try await apply(office)["status"].text == "received")
        let again = try await office.send(.post, "\(path)/lift", by: .supervisor, lift)
        #expect(again.code == "illegal_refusal_step" && again.json["current_status"].text == "lifted")
      }
    }

    /// What an application of the person for an open day is answered with.
    private func apply(_ office: TestOffice) async throws -> JSONValue {
      let application = Bodies.application(wishes: ["2026-12-17T09:00:00+09:00"])
      return try await office.send(.post, "bookings", by: .gateway, application).json
    }
  }
}
