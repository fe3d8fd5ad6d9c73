import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct WalkTests {
    private static let nine = "2026-09-17T09:00:00+09:00"

    @Test func `an application goes through offer, confirmation and session to its end`() async throws {
      try await TestOffice.open { office in
        let days = "availability?service=consultation&from=2026-09-17&to=2026-09-18"
        let before = try await office.send(.get, days)
        #expect(before.json["slots"].elements.count == 12)
        #expect(before.json["slots"][0]["start"].text == Self.nine)
        #expect(before.json["slots"][0]["end"].text == "2026-09-17T09:30:00+09:00")
        #expect(before.json["slots"][0]["free"].integer == 1)

        let received = try await office.send(.post, "bookings", by: .gateway, Bodies.application())
        #expect(received.status == 201)
        #expect(received.headers[.eTag] == #""1""#)
        let id = try #require(received.json["id"].text)
        #expect(received.headers[.location] == "/v1/offices/\(office.code)/bookings/\(id)")
        #expect(received.json["status"].text == "received")
        #expect(received.json["seeker"]["kana"].text == "ショクアン タロウ")
        #expect(received.json["wishes"][0]["end"].text == "2026-09-17T09:30:00+09:00")

        let offered = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(Self.nine))
        #expect(offered.status == 200)
        #expect(offered.json["status"].text == "offered")
        #expect(offered.json["offer"]["deadline"].text == "2026-09-17T00:00:00+09:00")
        #expect(try await office.send(.get, days).json["slots"][0]["free"].integer == 0)

        let confirmed = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine))
        #expect(confirmed.status == 200)
        #expect(confirmed.json["status"].text == "confirmed")
        #expect(confirmed.json["licence"]["vendor"].text == "zoom")
        #expect(confirmed.json["counselor"]["name"].text == "職安 花子")

        #expect(try await office.send(.post, "bookings/\(id)/start", "{}").code == "too_early")
        try office.setClock("2026-09-17T08:45:00+09:00")
        #expect(try await office.send(.post, "bookings/\(id)/start", "{}").code == "environment_check_missing")
        let checked = try await office.send(.post, "bookings/\(id)/environment-check", Bodies.environment())
        #expect(checked.json["environment"]["answers"]["no_file_sharing"] == .bool(true))
        #expect(try await office.send(.post, "bookings/\(id)/start", "{}").json["status"].text == "in_session")
        let held = try await office.send(.post, "bookings/\(id)/complete", #"{"outcome":"求人 2 件"}"#)
        #expect(held.json["status"].text == "held")
        #expect(held.json["outcome"].text == "求人 2 件")

        let events = try await office.send(.get, "bookings/\(id)/events").json["items"].elements
        let kinds = ["received", "offered", "confirmed", "environment_checked", "started", "completed"]
        #expect(events.map { $0["kind"].text } == kinds)
        #expect(events.map { $0["version"].integer } == [1, 2, 3, 4, 5, 6])
      }
    }

    @Test func `of two confirmations for one slot one wins and the other is told`() async throws {
      try await TestOffice.open { office in
        _ = try await office.send(.patch, "policy", by: .officeHead, #"{"hold_offers":false}"#)
        var ids: [String] = []
        for number in 1...2 {
          let body = Bodies.application(number: "28990-\(number)")
          let id = try #require(try await office.send(.post, "bookings", body).json["id"].text)
          _ = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(Self.nine))
          ids.append(id)
        }
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
          for id in ids {
            group.addTask {
              var status = 503
              // on a slow machine one may not be let in for a while: who is told so asks again
              for _ in 0..<50 where status == 503 {
                status = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine)).status
              }
              return status
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [200, 409])
      }
    }

    @Test func `a second confirmation names the current status`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let again = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine))
        #expect(again.status == 409)
        #expect(again.code == "illegal_transition")
        #expect(again.json["current_status"].text == "confirmed")
      }
    }

    @Test func `a cancellation frees the slot at once`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let cancel = #"{"by":"user","channel":"phone","reason":"体調不良"}"#
        let cancelled = try await office.send(.post, "bookings/\(id)/cancel", cancel)
        #expect(cancelled.json["status"].text == "cancelled_by_user")
        #expect(cancelled.json["cancellation_class"].text == "by_day_before")
        let slots = try await office.send(.get, "availability?service=consultation&from=2026-09-17&to=2026-09-18")
        #expect(slots.json["slots"][0]["free"].integer == 1)
      }
    }

    @Test func `past its deadline an offer is gone, and every read says so`() async throws {
      try await TestOffice.open { office in
        let id = try await office.offered()
        try office.setClock("2026-09-17T00:00:00+09:00")
        let late = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine))
        #expect(late.status == 410)
        #expect(late.code == "offer_lapsed")
        #expect(try await office.send(.get, "bookings/\(id)").json["status"].text == "lapsed")
        let overriding = """
          {"start":"2026-09-17T09:00:00+09:00","channel":"phone",
           "override":{"rule":"confirm_cutoff","reason":"電話が不通だった"}}
          """
        #expect(try await office.send(.post, "bookings/\(id)/confirm", overriding).code == "override_not_allowed")
        let saved = try await office.send(.post, "bookings/\(id)/confirm", by: .supervisor, overriding)
        #expect(saved.json["status"].text == "confirmed")
      }
    }
  }
}
