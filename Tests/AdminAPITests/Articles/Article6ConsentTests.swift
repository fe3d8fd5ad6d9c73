import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Art. 6(3) and 6(5), as far as they are about consent.
  @Suite struct Article6ConsentTests {
    @Test func `Art. 6(3): the confirming contact is consent to the version that the offer showed`() async throws {
      try await TestOffice.open { office in
        let shown = try await office.send(.get, "terms/in-force").json
        let booking = try await office.offered()
        try await office.publishTerms("新しい規約", from: "2026-09-16")
        let confirmed = try await office.send(.post, "bookings/\(booking)/confirm", Bodies.confirm(TestOffice.nine))
        let consent = try await office.send(.get, "bookings/\(booking)/consents").json["items"][1]
        #expect(consent["kind"].text == "confirmation" && consent["operative"] == .bool(true))
        #expect(consent["terms_version"] == shown["id"] && consent["given_at"] == confirmed.json["confirmed_at"])
        let text = try await office.send(.get, "terms/\(try #require(consent["terms_version"].text))")
        #expect(text.json["text"] == shown["text"] && text.json["sha256"] == shown["sha256"])
      }
    }

    @Test func `Art. 6(5): a follow-up carries its parent's consent over, whatever is in force since`() async throws {
      try await TestOffice.open { office in
        let parent = try await office.running()
        let shown = try await office.consents(of: parent)[1].terms
        let newer = try await office.publishTerms("新しい規約", from: "2026-09-17")
        let start = #"{"start":"2026-09-24T09:00:00+09:00"}"#
        let child = try #require(try await office.send(.post, "bookings/\(parent)/follow-up", start).json["id"].text)
        let consents = try await office.send(.get, "bookings/\(child)/consents").json["items"].elements
        #expect(consents.map { $0["kind"].text } == ["vendor_terms", "carried_over"])
        #expect(consents.map { $0["terms_version"].text } == [shown, shown])
        #expect(consents[1]["newer_terms_version"].text == newer)
        // A11: without a class
        let left = try await office.send(.post, "bookings/\(child)/cancel", #"{"by":"user","channel":"phone"}"#)
        #expect(left.json["status"].text == "cancelled_by_user" && left.json["cancellation_class"] == .null)
      }
    }

    @Test func `Art. 6(5), 13: the session records the version in force when it begins`() async throws {
      try await TestOffice.open { office in
        let booking = try await office.confirmed()
        let newer = try await office.publishTerms("新しい規約", from: "2026-09-17")
        _ = try await office.send(.post, "bookings/\(booking)/environment-check", Bodies.environment())
        try office.setClock(TestOffice.nine)
        _ = try await office.send(.post, "bookings/\(booking)/start", "{}")
        let consent = try await office.send(.get, "bookings/\(booking)/consents").json["items"][1]
        #expect(consent["session_terms_version"].text == newer && consent["terms_version"].text != newer)
      }
    }
  }
}
