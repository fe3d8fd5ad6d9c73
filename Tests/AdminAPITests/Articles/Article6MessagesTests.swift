import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// 第6条, as far as it says what the user is told.
  @Suite struct Article6MessagesTests {
    private static let start = "2026-09-24T10:00:00+09:00"

    @Test func `Art. 6(3): an offer is sent with the terms, all its times and the deadline`() async throws {
      try await TestOffice.open { office in
        let id = try await office.offered(Self.start)
        _ = try await office.send(
          .post, "bookings/\(id)/offer", Bodies.offer(Self.start, "2026-09-25T09:00:00+09:00"))
        let booking = try await office.send(.get, "bookings/\(id)").json
        let offers = try await office.messages("offer", about: id)
        #expect(offers.count == 1, "the offer in force")
        let facts = try #require(offers.first)["facts"]
        #expect(
          facts["offer_starts"].elements.map(\.text) == ["2026-09-24T01:00:00Z", "2026-09-25T00:00:00Z"])
        #expect(facts["deadline"].text == "2026-09-18T15:00:00Z")
        #expect(booking["offer"]["deadline"].text == "2026-09-19T00:00:00+09:00")
        #expect(facts["terms_version"].text == booking["offer"]["terms_version"].text?.lowercased())
        #expect(facts["vendor"].text == "zoom")
      }
    }

    @Test func `Art. 6(3): details are sent after the confirmation, once each, and never in an offer`() async throws {
      try await TestOffice.open { office in
        let id = try await office.offered(Self.start)
        #expect(try await office.messages("details", about: id).isEmpty)
        _ = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.start))
        _ = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.start))
        let details = try await office.messages("details", about: id)
        #expect(details.count == 1)
        #expect(details.first?["facts"]["starts_at"].text == "2026-09-24T01:00:00Z")
        let move = #"{"start":"2026-09-25T10:00:00+09:00","reason":"都合により"}"#
        _ = try await office.send(.post, "bookings/\(id)/reschedule", move)
        let moved = try await office.messages("details", about: id)
        #expect(moved.map { $0["facts"]["starts_at"].text } == ["2026-09-25T01:00:00Z"])
      }
    }

    @Test func `Art. 6(4): who has not answered is reminded, and told when the application is void`() async throws {
      try await TestOffice.open { office in
        let id = try await office.offered(Self.start)
        #expect(try await office.messages("reminder_unconfirmed", about: id).isEmpty)
        try office.setClock("2026-09-17T09:00:00+09:00")
        #expect(try await office.messages("reminder_unconfirmed", about: id).count == 1)
        try office.setClock("2026-09-19T00:00:00+09:00")
        let late = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.start))
        #expect(late.status == 410)
        #expect(try await office.messages(about: id).map { $0["kind"].text } == ["lapsed"])
      }
    }

    @Test func `Art. 6(6): a cancellation is told, and what it cancels no more`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed(Self.start)
        _ = try await office.send(.post, "bookings/\(id)/cancel", #"{"by":"user","channel":"phone"}"#)
        let told = try await office.messages(about: id)
        #expect(told.map { $0["kind"].text } == ["cancelled"])
        #expect(told.first?["facts"]["status"].text == "cancelled_by_user")
      }
    }

    @Test func `Art. 6(6): a deemed cancellation is told at the slot's end`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed("2026-09-17T10:00:00+09:00")
        try office.setClock("2026-09-17T10:10:00+09:00")
        let late = try await office.send(.post, "bookings/\(id)/contact", #"{"channel":"phone"}"#)
        #expect(late.code == "illegal_transition")
        #expect(try await office.messages(about: id).isEmpty)
        try office.setClock("2026-09-17T10:30:00+09:00")
        #expect(try await office.messages(about: id).map { $0["kind"].text } == ["no_show"])
      }
    }
  }
}
