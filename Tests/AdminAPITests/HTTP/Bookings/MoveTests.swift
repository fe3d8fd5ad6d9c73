import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// A firm booking moves, is followed up, and gets other resources.
  @Suite struct MoveTests {
    private static let ten = "2026-09-17T10:00:00+09:00"

    @Test func `a booking moves to another time, and its old one is free`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let moved = try await office.send(
          .post, "bookings/\(id)/reschedule", #"{"start":"\#(Self.ten)","reason":"面接のため"}"#)
        #expect(moved.status == 200 && moved.json["start"].text == Self.ten)
        #expect(moved.headers[.eTag] == #""4""#)
        let slots = try await office.send(.get, "availability?service=consultation&from=2026-09-17&to=2026-09-18")
        #expect(slots.json["slots"][0]["free"].integer == 1)
        #expect(slots.json["slots"][2]["free"].integer == 0)
      }
    }

    @Test func `a refused time is named by its field`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        func move(to start: String, _ more: String = "") async throws -> Answered {
          try await office.send(
            .post, "bookings/\(id)/reschedule", #"{"start":"\#(start)","reason":"面接のため"\#(more)}"#)
        }
        #expect(try await move(to: "2026-09-19T10:00:00+09:00").errors == ["/start closed_day"])
        #expect(try await move(to: "2026-09-17T12:30:00+09:00").errors == ["/start outside_hours"])
        #expect(try await move(to: "2026-09-17T10:05:00+09:00").errors == ["/start off_grid"])
        #expect(try await move(to: "2026-09-16T14:00:00+09:00").errors == ["/start past_cutoff"])
        let nobody = #","counselor":"00000000-0000-4000-8000-000000000000""#
        #expect(try await move(to: Self.ten, nobody).errors == ["/counselor unknown_counselor"])
        let override = #","override":{"rule":"closed_day","reason":"休日開庁"}"#
        #expect(try await move(to: "2026-09-19T10:00:00+09:00", override).code == "override_not_allowed")
        let empty = try await office.send(.post, "bookings/\(id)/reschedule", "{}")
        #expect(empty.errors == ["/start required", "/reason required"])
      }
    }

    @Test func `a supervisor exchanges a room, and a taken one is told with who has it`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        for (path, body) in [
          ("rooms", #"{"name":"ブース2"}"#), ("counselors", #"{"name":"相談 太郎","services":["consultation"]}"#),
          ("licences", #"{"vendor":"zoom","name":"Zoom-2"}"#),
        ] { _ = try await office.send(.post, path, by: .supervisor, body) }
        let other = try await office.confirmed(number: "28990-2")
        let room = try #require(try await office.send(.get, "bookings/\(other)").json["room"]["id"].text)
        let body = #"{"room":"\#(room)"}"#
        #expect(try await office.send(.post, "bookings/\(id)/reassign", body).status == 403)
        let refused = try await office.send(.post, "bookings/\(id)/reassign", by: .supervisor, body)
        #expect(refused.status == 409 && refused.code == "slot_taken")
        #expect(refused.json["bookings"].elements.map(\.text) == [other])
        _ = try await office.send(.post, "bookings/\(other)/cancel", #"{"by":"user","channel":"phone"}"#)
        let exchanged = try await office.send(.post, "bookings/\(id)/reassign", by: .supervisor, body)
        #expect(exchanged.json["room"]["id"].text == room)
        for empty in ["{}", #"{"counselor":null}"#] {
          let nothing = try await office.send(.post, "bookings/\(id)/reassign", by: .supervisor, empty)
          #expect(nothing.errors == ["/counselor required"])
        }
      }
    }

    @Test func `a user's cancellation says how it came, and null says nothing`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let silent = try await office.send(.post, "bookings/\(id)/cancel", #"{"by":"user","channel":null}"#)
        #expect(silent.errors == ["/channel required"])
      }
    }

    @Test func `the events of a booking come in pages`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let first = try await office.send(.get, "bookings/\(id)/events?limit=2")
        #expect(first.json["items"].elements.map { $0["version"].integer } == [1, 2])
        let cursor = try #require(first.json["next_cursor"].text)
        let rest = try await office.send(.get, "bookings/\(id)/events?limit=2&cursor=\(cursor)")
        #expect(rest.json["items"].elements.map { $0["version"].integer } == [3])
        #expect(rest.json["next_cursor"] == .null)
        let nobody = "00000000-0000-4000-8000-000000000000"
        #expect(try await office.send(.get, "bookings/\(nobody)/events?cursor=2").status == 404)
      }
    }

    @Test func `a repeated move answers with the same bytes and moves nothing`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let key: HTTPFields = [.idempotencyKey: "move-1"]
        let body = #"{"start":"\#(Self.ten)","reason":"面接のため"}"#
        let first = try await office.send(.post, "bookings/\(id)/reschedule", body, headers: key)
        let second = try await office.send(.post, "bookings/\(id)/reschedule", body, headers: key)
        #expect(try await office.send(.get, "bookings/\(id)").json["version"].integer == 4)
        #expect(first.bytes == second.bytes && second.headers[.idempotencyReplayed] == "true")
      }
    }
  }
}
