import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// The calendar's known values, as a client meets them.
  @Suite struct CalendarTests {
    /// The deadline of an offer of `start` made now.
    private func deadline(of start: String, number: Int, _ office: TestOffice) async throws -> String? {
      let body = Bodies.application(number: "28990-\(number)", wishes: [start])
      let id = try #require(try await office.send(.post, "bookings", body).json["id"].text)
      let offered = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(start))
      return offered.json["offer"]["deadline"].text ?? offered.code
    }

    @Test func `the next open day is the known one`() async throws {
      try await TestOffice.open(at: "2025-12-26T09:00:00+09:00") { office in
        let oneDay = #"{"offer_reply_open_days":1}"#
        _ = try await office.send(.patch, "policy", by: .officeHead, oneDay)
        for (index, (from, slot, end)) in [
          ("2025-12-26", "2026-02-02", "2026-01-06"), ("2026-05-01", "2026-06-01", "2026-05-08"),
          ("2026-09-18", "2026-10-16", "2026-09-25"), ("2026-12-28", "2027-02-01", "2027-01-05"),
          ("2027-03-19", "2027-04-16", "2027-03-24"),
        ].enumerated() {
          if index > 0 { try office.setClock("\(from)T09:00:00+09:00") }
          // an answer may come until the end of the next open day, which is the beginning of the day after it
          let told = try await deadline(of: "\(slot)T10:00:00+09:00", number: index + 1, office)
          #expect(told == "\(end)T00:00:00+09:00", "after \(from)")
        }
      }
    }

    @Test(arguments: [
      ("calendar_day_end", "2026-09-16T09:00", "2026-09-24", "2026-09-24T00:00"),
      ("calendar_day_at 17:15", "2026-09-16T09:00", "2026-09-24", "2026-09-23T17:15"),
      ("previous_open_day_at 17:15", "2026-09-16T09:00", "2026-09-24", "2026-09-18T17:15"),
      ("calendar_day_end", "2026-12-21T09:00", "2027-01-04", "2027-01-04T00:00"),
      ("calendar_day_at 17:15", "2026-12-21T09:00", "2027-01-04", "2027-01-03T17:15"),
      ("previous_open_day_at 17:15", "2026-12-21T09:00", "2027-01-04", "2026-12-28T17:15"),
    ])
    func `前日まで is an offer's deadline and the end of its slot, as the office reads it`(
      setting: String, now: String, day: String, limit: String
    ) async throws {
      try await TestOffice.open(at: "\(now):00+09:00") { office in
        let policy = #"{"confirm_cutoff":"\#(setting)","offer_reply_open_days":30}"#
        #expect(try await office.send(.patch, "policy", by: .officeHead, policy).status == 200)
        let start = "\(day)T10:00:00+09:00"
        #expect(try await deadline(of: start, number: 1, office) == "\(limit):00+09:00")

        let next = try #require(Int(day.suffix(2)).map { "\(day.dropLast(2))\($0 + 1 < 10 ? "0" : "")\($0 + 1)" })
        let free = { () async throws -> Bool in
          let answer = try await office.send(.get, "availability?service=consultation&from=\(day)&to=\(next)")
          return answer.json["slots"].elements.contains { $0["start"].text == "\(day)T11:00:00+09:00" }
        }
        #expect(try await free())
        try office.setClock("\(limit):00+09:00")
        #expect(try await !free())
        #expect(try await deadline(of: "\(day)T11:00:00+09:00", number: 2, office) == "past_cutoff")
      }
    }

    @Test func `the days are told with what they are`() async throws {
      try await TestOffice.open(equipped: false) { office in
        for body in [
          #"{"date":"2026-09-25","reason":"設備点検"}"#,
          #"{"date":"2026-09-26","windows":["09:00-12:00"],"reason":"土曜開庁"}"#,
        ] {
          #expect(try await office.send(.post, "closures", by: .supervisor, body).status == 201)
        }
        let answer = try await office.send(.get, "calendar?from=2026-09-18&to=2026-09-27", by: .gateway)
        let days = answer.json["days"].elements
        #expect(
          days.map { $0["kind"].text } == [
            "open_day", "weekend", "weekend", "holiday", "holiday", "holiday", "open_day", "closure", "special_opening",
          ])
        #expect(days.map { $0["open"] == .bool(true) } == [true, false, false, false, false, false, true, false, true])
        #expect(days[3]["holiday"].text == "敬老の日" && days[3]["provisional"] == .bool(false))
        #expect(days[4]["holiday"].text == "国民の休日")
        #expect(days[6]["windows"] == .array([.string("09:00-12:00"), .string("13:00-16:00")]))
        #expect(days[7]["windows"].elements.isEmpty)
        #expect(days[8]["windows"] == .array([.string("09:00-12:00")]))
        let later = try await office.send(.get, "calendar?from=2028-01-01&to=2028-01-02")
        #expect(later.json["days"][0]["provisional"] == .bool(true))
        #expect(try await office.send(.get, "calendar?from=2026-09-18").errors == ["?to required"])
        #expect(
          try await office.send(.get, "calendar?from=2026-09-18&to=2026-09-18").errors == ["?to range_empty"])
        #expect(
          try await office.send(.get, "calendar?from=2026-09-18&to=2027-09-18").errors == ["?to range_too_long"])
      }
    }
  }
}
