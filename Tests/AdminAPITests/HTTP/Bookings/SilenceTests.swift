import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Silence, and what ends it, on a moving clock without any worker (Art. 6(4), 6(6)).
  @Suite struct SilenceTests {
    private static let nine = "2026-09-17T09:00:00+09:00"

    @Test func `a silent user is no no-show at 9:09:59 and is one at 9:10:00`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        try office.setClock("2026-09-17T09:09:59+09:00")
        #expect(try await office.status(id) == "confirmed")
        try office.setClock("2026-09-17T09:10:00+09:00")
        #expect(try await office.status(id) == "no_show")
        #expect(try await office.send(.get, "bookings?status=no_show").json["items"].elements.count == 1)
        #expect(try await office.send(.get, "bookings?status=confirmed").json["items"].elements.isEmpty)
        let events = try await office.send(.get, "bookings/\(id)/events").json["items"].elements
        #expect(events.last?["occurred_at"].text == "2026-09-17T09:10:00+09:00")
        #expect(events.last?["actor"].text == "clock")
        let late = try await office.send(.post, "bookings/\(id)/start", "{}")
        #expect(late.status == 409 && late.json["current_status"].text == "no_show")
      }
    }

    @Test(arguments: [
      ("contact", #"{"channel":"phone","note":"遅れます"}"#, "contacted"), ("joined", "{}", "joined"),
    ])
    func `who was heard of by then is waited for`(action: String, body: String, flag: String) async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        try office.setClock("2026-09-17T09:09:00+09:00")
        let heard = try await office.send(.post, "bookings/\(id)/\(action)", body)
        #expect(heard.status == 200)
        #expect(heard.json["\(flag)_at"].text?.hasPrefix("2026-09-17T09:09") == true)
        #expect(heard.json["flags"] == .array([.string("environment_missing"), .string(flag)]))
        try office.setClock("2026-09-17T09:29:00+09:00")
        #expect(try await office.status(id) == "confirmed")
        _ = try await office.send(.post, "bookings/\(id)/environment-check", Bodies.environment())
        #expect(try await office.send(.post, "bookings/\(id)/start", "{}").json["status"].text == "in_session")
      }
    }

    @Test func `a no-show is taken back by what really happened`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let path = "bookings/\(id)/no-show/reverse"
        let reason = #""reason":"前の相談が長引いた""#
        #expect(try await office.send(.post, path, "{\(reason)}").code == "illegal_transition")
        try office.setClock("2026-09-17T09:10:00+09:00")
        #expect(try await office.send(.post, path, "{}").errors == ["/reason required"])
        let wrong = try await office.send(.post, path, "{\"to\":\"lapsed\",\(reason)}")
        #expect(wrong.errors == ["/to unknown_value"])
        let running = try await office.send(.post, path, "{\(reason)}")
        #expect(running.json["status"].text == "in_session")
        #expect(running.json["started_at"].text == Self.nine)
        let events = try await office.send(.get, "bookings/\(id)/events").json["items"].elements
        #expect(events.map { $0["kind"].text }.suffix(2) == ["no_show", "no_show_reversed"])
      }
    }

    @Test func `a no-show that was the office's fault frees its resources`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        try office.setClock("2026-09-17T09:20:00+09:00")
        let body = #"{"to":"cancelled_by_office","reason":"回線の障害"}"#
        let cancelled = try await office.send(.post, "bookings/\(id)/no-show/reverse", body)
        #expect(cancelled.json["status"].text == "cancelled_by_office")
        #expect(cancelled.json["cancellation_class"] == .null)
      }
    }

    @Test func `an offer lapses at its deadline although no worker runs`() async throws {
      try await TestOffice.open { office in
        let id = try await office.offered()
        try office.setClock("2026-09-16T23:59:59+09:00")
        #expect(try await office.status(id) == "offered")
        try office.setClock("2026-09-17T00:00:00+09:00")
        #expect(try await office.status(id) == "lapsed")
        for action in ["withdraw", "decline", "environment-check"] {
          let body = ["decline": #"{"ground":"no_slot","reason":"枠がない"}"#, "environment-check": Bodies.environment()]
          let refused = try await office.send(.post, "bookings/\(id)/\(action)", body[action] ?? "{}")
          #expect(refused.code == "illegal_transition" && refused.json["current_status"].text == "lapsed")
        }
      }
    }
  }
}
