import Testing

@testable import AdminAPI

extension HTTPTests {
  /// 第6条(1)–(6): how an application becomes a session, and how it ends without one.
  @Suite struct Article6BookingTests {
    private static let nine = "2026-09-17T09:00:00+09:00"

    @Test func `Art. 6(1): a session takes 30 minutes and is agreed by the day before`() async throws {
      try await TestOffice.open { office in
        let id = try await office.received()
        try office.setClock("2026-09-17T08:00:00+09:00")
        let late = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(Self.nine))
        #expect(late.status == 422 && late.code == "past_cutoff")
        let overriding = """
          {"slots":[{"start":"\(Self.nine)"}],"vendor":"zoom",
           "override":{"rule":"confirm_cutoff","reason":"本人が来所中"}}
          """
        let offered = try await office.send(.post, "bookings/\(id)/offer", by: .supervisor, overriding)
        #expect(offered.json["offer"]["slots"][0]["end"].text == "2026-09-17T09:30:00+09:00")
        #expect(offered.json["offer"]["deadline"].text == Self.nine)
        let events = try await office.send(.get, "bookings/\(id)/events").json["items"].elements
        #expect(events.last?["actor"].text?.hasPrefix("supervisor:") == true)
      }
    }

    @Test func `Art. 6(2): MyPage, name, number and wished times are asked for, each by its field`() async throws {
      try await TestOffice.open { office in
        let bare = #"{"service":"consultation","channel":"my_page","terms_acknowledged":true}"#
        let errors = try await office.send(.post, "bookings", bare).errors
        #expect(Set(["/seeker required", "/wishes required"]).isSubset(of: Set(errors)))
        let wishes = [
          "2026-09-19T09:00:00+09:00", "2026-09-17T12:00:00+09:00", "2026-09-17T09:10:00+09:00",
        ]
        for (wish, code) in zip(wishes, ["closed_day", "outside_hours", "off_grid"]) {
          let refused = try await office.send(.post, "bookings", Bodies.application(wishes: [wish]))
          #expect(refused.errors == ["/wishes/0/start \(code)"])
        }
        let four = Bodies.application(wishes: Array(repeating: Self.nine, count: 4))
        #expect(try await office.send(.post, "bookings", four).status == 422)
      }
    }

    @Test func `Art. 6(2) なお: a later application is also made in a session`() async throws {
      try await TestOffice.open { office in
        let parent = try await office.running(since: "2026-09-17T08:50:00+09:00")
        let start = #"{"start":"2026-09-24T09:00:00+09:00"}"#
        let next = try await office.send(.post, "bookings/\(parent)/follow-up", start)
        #expect(next.status == 201)
        #expect(next.json["origin"].text == "in_session")
        #expect(next.json["parent_booking_id"].text == parent)
      }
    }

    @Test func `Art. 6(3): an offer holds times, terms and deadline, and a contact makes it firm`() async throws {
      try await TestOffice.open { office in
        let id = try await office.received()
        let offered = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(Self.nine))
        #expect(offered.json["offer"]["terms_version"].text != nil)
        #expect(offered.json["offer"]["deadline"].text == "2026-09-17T00:00:00+09:00")
        try office.setClock("2026-09-16T17:00:00+09:00")
        let contact = """
          {"start":"\(Self.nine)","channel":"phone","received_at":"2026-09-16T16:30:00+09:00"}
          """
        let confirmed = try await office.send(.post, "bookings/\(id)/confirm", contact)
        #expect(confirmed.json["confirmed_at"].text == "2026-09-16T16:30:00+09:00")
        let slots = try await office.send(.get, "availability?service=consultation&from=2026-09-17&to=2026-09-18")
        #expect(slots.json["slots"][0]["free"].integer == 0)
      }
    }

    @Test func `Art. 6(4): without a confirming contact the application is void`() async throws {
      try await TestOffice.open { office in
        let id = try await office.offered()
        try office.setClock("2026-09-17T00:00:00+09:00")
        #expect(try await office.send(.get, "bookings/\(id)").json["status"].text == "lapsed")
        #expect(
          try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine)).code == "offer_lapsed")
      }
    }

    @Test func `Art. 6(5): a time agreed in a session is firm there and never lapses`() async throws {
      try await TestOffice.open { office in
        let parent = try await office.running(since: "2026-09-17T08:50:00+09:00")
        let path = "bookings/\(parent)/follow-up"
        let today = try await office.send(.post, path, #"{"start":"2026-09-17T14:00:00+09:00"}"#)
        #expect(today.code == "past_cutoff")
        let next = try await office.send(.post, path, #"{"start":"2026-09-24T09:00:00+09:00"}"#)
        #expect(next.json["status"].text == "confirmed")
        let id = try #require(next.json["id"].text)
        try office.setClock("2026-09-24T08:59:00+09:00")
        #expect(try await office.send(.get, "bookings/\(id)").json["status"].text == "confirmed")
      }
    }

    @Test(arguments: [("2026-09-16T23:59:59+09:00", "by_day_before"), ("2026-09-17T00:00:00+09:00", "same_day")])
    func `Art. 6(6): a cancellation is classed by its day and frees its resources at once`(
      clock: String, cancellationClass: String
    ) async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        try office.setClock(clock)
        let body = #"{"by":"user","channel":"phone","reason":"体調不良"}"#
        let cancelled = try await office.send(.post, "bookings/\(id)/cancel", body)
        #expect(cancelled.json["status"].text == "cancelled_by_user")
        #expect(cancelled.json["cancellation_class"].text == cancellationClass)
        // whoever comes next may have the counselor, the room and the licence of that time
        let next = try await office.received(number: "28990-2")
        let overriding = """
          {"slots":[{"start":"\(Self.nine)"}],"vendor":"zoom","override":{"rule":"confirm_cutoff","reason":"空き"}}
          """
        #expect(try await office.send(.post, "bookings/\(next)/offer", by: .supervisor, overriding).status == 200)
      }
    }
  }
}
