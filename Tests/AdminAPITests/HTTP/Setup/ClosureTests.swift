import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct ClosureTests {
    private static let friday = #"{"date":"2026-09-25","reason":"設備点検"}"#

    @Test func `a closure is previewed, made with the same answer, read, changed and taken back`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed("2026-09-25T10:00:00+09:00")
        let preview = try await office.send(.post, "closures?preview=true", by: .supervisor, Self.friday)
        #expect(preview.status == 200)
        let told = preview.json["bookings"][0]
        #expect(told["id"].text == id && told["status"].text == "confirmed" && told["code"].text == "closed_day")
        #expect(told["start"].text == "2026-09-25T10:00:00+09:00" && told["end"].text == "2026-09-25T10:30:00+09:00")
        #expect(!preview.text.contains("職安"))
        #expect(try await office.send(.get, "closures").json["items"].elements.isEmpty)

        let created = try await office.send(.post, "closures", by: .supervisor, Self.friday)
        #expect(created.status == 201 && created.json["bookings"] == preview.json["bookings"])
        #expect(try await office.send(.get, "bookings/\(id)").json["status"].text == "confirmed")
        let tasks = try await office.send(.get, "tasks?kind=closed_day").json["items"].elements
        #expect(tasks.map { $0["booking"].text } == [id])
        let location = try #require(created.headers[.location])
        let again = try await office.send(.post, "closures", by: .supervisor, Self.friday)
        #expect(again.status == 409 && again.errors == ["/date already_exists"])

        let read = try await office.send(.get, location)
        #expect(read.json["date"].text == "2026-09-25" && read.json["reason"].text == "設備点検")
        #expect(try await office.send(.get, "closures").json["items"] == .array([read.json]))
        let morning = #"{"windows":["09:00-12:00"]}"#
        let opened = try await office.send(.patch, location, by: .supervisor, morning)
        #expect(try await office.send(.get, "tasks?kind=closed_day").json["items"].elements.isEmpty)
        #expect(opened.json["bookings"].elements.isEmpty && opened.json["windows"][0].text == "09:00-12:00")
        let later = try await office.send(
          .patch, location + "?preview=true", by: .supervisor, #"{"windows":["13:00-16:00"]}"#)
        #expect(later.json["bookings"][0]["code"].text == "outside_hours" && later.json["date"] == .null)
        #expect(try await office.send(.delete, location + "?preview=true", by: .supervisor).status == 200)
        #expect(try await office.send(.delete, location, by: .supervisor).status == 204)
        #expect(try await office.send(.get, location).status == 404)
        #expect(try await office.send(.delete, location, by: .supervisor).status == 404)
      }
    }

    @Test func `a special opening that is taken back tells whom it leaves on a closed day`() async throws {
      try await TestOffice.open { office in
        let opening = #"{"date":"2026-09-26","windows":["09:00-12:00"],"reason":"土曜開庁"}"#
        let created = try await office.send(.post, "closures", by: .supervisor, opening)
        let location = try #require(created.headers[.location])
        let start = "2026-09-26T09:00:00+09:00"
        let booking = try await office.send(.post, "bookings", Bodies.application(wishes: [start]))
        let id = try #require(booking.json["id"].text)
        _ = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(start))
        let gone = try await office.send(.delete, location, by: .supervisor)
        #expect(gone.status == 200 && gone.json["bookings"][0]["id"].text == id)
        #expect(gone.json["bookings"][0]["status"].text == "offered")
        let late = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(start))
        #expect(late.status == 422 && late.code == "closed_day")
      }
    }

    @Test func `every field error is told, and windows of one day are disjoint`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let wrong = #"{"date":"2026-02-30","windows":["9-12","12:00-12:00"],"reason":" ","why":1}"#
        let refused = try await office.send(.post, "closures", by: .supervisor, wrong)
        #expect(
          refused.errors == [
            "/date invalid_format", "/windows/0 invalid_format", "/windows/1 invalid_format", "/reason required",
            "/why unknown_field",
          ])
        let twice = #"{"date":"2026-09-26","windows":["09:00-12:00","11:00-13:00"],"reason":"a"}"#
        #expect(
          try await office.send(.post, "closures", by: .supervisor, twice).errors == ["/windows overlapping_windows"])
        #expect(
          try await office.send(.post, "closures?preview=1", by: .supervisor, Self.friday).errors == [
            "?preview unknown_value"
          ])
        #expect(try await office.send(.post, "closures?preview=false", by: .supervisor, Self.friday).status == 201)
        #expect(try await office.send(.post, "closures", by: .counselor, Self.friday).status == 403)
      }
    }

    @Test func `a repeated request makes one closure, and a preview has nothing to repeat`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let key: HTTPFields = [.idempotencyKey: "closure-1"]
        for _ in 1...2 {
          let told = try await office.send(.post, "closures?preview=true", by: .supervisor, Self.friday, headers: key)
          #expect(told.status == 200 && told.headers[.idempotencyReplayed] == nil)
        }
        let first = try await office.send(.post, "closures", by: .supervisor, Self.friday, headers: key)
        let second = try await office.send(.post, "closures", by: .supervisor, Self.friday, headers: key)
        #expect(first.status == 201 && second.bytes == first.bytes)
        #expect(second.headers[.idempotencyReplayed] == "true")
      }
    }
  }
}
