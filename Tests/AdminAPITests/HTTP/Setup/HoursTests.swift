import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct HoursTests {
    @Test func `the imported windows are listed by weekday and time`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let hours = try await office.send(.get, "hours").json["items"].elements
        #expect(hours.count == 10)
        #expect(hours.prefix(3).map { $0["weekday"].text } == ["monday", "monday", "tuesday"])
        #expect(hours.prefix(3).map { $0["window"].text } == ["09:00-12:00", "13:00-16:00", "09:00-12:00"])
        #expect(hours[0]["valid_from"] == .null && hours[0]["valid_until"] == .null)
        let page = try await office.send(.get, "hours?limit=4")
        let cursor = try #require(page.json["next_cursor"].text)
        let rest = try await office.send(.get, "hours?limit=200&cursor=\(cursor)")
        #expect(page.json["items"].elements + rest.json["items"].elements == hours)
      }
    }

    @Test func `hours change from a day on, and the bookings they leave out are told`() async throws {
      try await TestOffice.open { office in
        let start = "2026-09-24T09:00:00+09:00"
        let booking = try await office.send(.post, "bookings", Bodies.application(wishes: [start]))
        let id = try #require(booking.json["id"].text)
        _ = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(start))
        let hours = try await office.send(.get, "hours").json["items"].elements
        let morning = try #require(hours.first { $0["weekday"].text == "thursday" }?["id"].text)

        let until = #"{"valid_until":"2026-09-24"}"#
        let preview = try await office.send(.patch, "hours/\(morning)?preview=true", by: .supervisor, until)
        #expect(preview.status == 200 && preview.json["bookings"][0]["id"].text == id)
        let changed = try await office.send(.patch, "hours/\(morning)", by: .supervisor, until)
        #expect(changed.json["valid_until"].text == "2026-09-24")
        #expect(changed.json["bookings"] == preview.json["bookings"])
        #expect(changed.json["bookings"][0]["code"].text == "outside_hours")

        let later = #"{"weekday":"thursday","window":"09:30-12:00","valid_from":"2026-09-24"}"#
        let created = try await office.send(.post, "hours", by: .supervisor, later)
        #expect(created.status == 201 && created.json["bookings"].elements.isEmpty)
        let days = "availability?service=consultation&from=2026-09-24&to=2026-09-25"
        let slots = try await office.send(.get, days).json["slots"]
        #expect(slots[0]["start"].text == "2026-09-24T09:30:00+09:00")

        let forever = try await office.send(.patch, "hours/\(morning)", by: .supervisor, #"{"valid_until":null}"#)
        #expect(forever.status == 422 && forever.errors == ["/window overlapping_windows"])
        let location = try #require(created.headers[.location])
        #expect(try await office.send(.delete, location, by: .supervisor).status == 204)
        #expect(
          try await office.send(.patch, "hours/\(morning)", by: .supervisor, #"{"valid_until":null}"#)
            .json["valid_until"] == .null)
      }
    }

    @Test func `every field error is told, and a validity has a day`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let wrong = #"{"weekday":1,"window":"12:00-09:00","valid_from":"soon","until":"2026-01-01"}"#
        #expect(
          try await office.send(.post, "hours", by: .supervisor, wrong).errors == [
            "/weekday invalid_type", "/window invalid_format", "/valid_from invalid_format", "/until unknown_field",
          ])
        let empty =
          #"{"weekday":"saturday","window":"09:00-12:00","valid_from":"2026-10-01","valid_until":"2026-10-01"}"#
        #expect(try await office.send(.post, "hours", by: .supervisor, empty).errors == ["/valid_until range_empty"])
        let whole = #"{"weekday":"saturday","window":"00:00-24:00","valid_from":"2026-10-01"}"#
        let created = try await office.send(.post, "hours", by: .supervisor, whole)
        #expect(created.json["window"].text == "00:00-24:00")
        let location = try #require(created.headers[.location])
        let early = try await office.send(.patch, location, by: .supervisor, #"{"valid_until":"2026-09-30"}"#)
        #expect(early.status == 422 && early.errors == ["/valid_until range_empty"])
      }
    }

    @Test func `hours that end before there is a calendar have no days`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let body = #"{"weekday":"monday","window":"12:00-13:00","valid_until":"1950-01-01"}"#
        let refused = try await office.send(.post, "hours", by: .supervisor, body)
        #expect(refused.errors == ["/valid_until range_empty"])
      }
    }
  }
}
