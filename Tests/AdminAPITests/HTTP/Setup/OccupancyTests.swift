import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Room reservations, absences, maintenances.
  @Suite struct OccupancyTests {
    private static let ten = #""start":"2026-09-17T10:00:00+09:00","end":"2026-09-17T11:00:00+09:00""#

    private func id(of collection: String, in office: TestOffice) async throws -> String {
      try #require(try await office.send(.get, collection).json["items"][0]["id"].text)
    }

    @Test func `a room is reserved, listed, read, moved and given up by a counselor`() async throws {
      try await TestOffice.open { office in
        let room = try await id(of: "rooms", in: office)
        let body = #"{"room":"\#(room)",\#(Self.ten),"purpose":"個別ケース会議"}"#
        let made = try await office.send(.post, "room-reservations", body)
        #expect(made.status == 201 && made.json["room"]["name"].text == "ブース1" && made.json["series"] == .null)
        let location = try #require(made.headers[.location])
        #expect(try await office.send(.get, location).bytes == made.bytes)
        let again = try await office.send(.post, "room-reservations", body)
        #expect(again.status == 409 && again.code == "slot_taken")
        #expect(again.json["reservations"] == .array([made.json["id"]]) && again.json["bookings"] == .null)
        let listed = { (query: String) in
          try await office.send(.get, "room-reservations?\(query)").json["items"].elements.count
        }
        #expect(try await listed("from=2026-09-17&to=2026-09-18&room=\(room)") == 1)
        #expect(try await listed("from=2026-09-18") == 0)
        let moved = try await office.send(.patch, location, #"{"end":"2026-09-17T12:00:00+09:00"}"#)
        #expect(moved.status == 200 && moved.json["end"].text == "2026-09-17T12:00:00+09:00")
        #expect(try await office.send(.delete, "\(location)?scope=everything").errors == ["?scope unknown_value"])
        #expect(try await office.send(.delete, location).status == 204)
        for method in [HTTPRequest.Method.get, .delete] {
          #expect(try await office.send(method, location).status == 404)
        }
      }
    }

    @Test func `a series answers with all its occurrences and is refused with those that meet something`() async throws
    {
      try await TestOffice.open { office in
        let booking = try await office.confirmed("2026-09-17T10:00:00+09:00")
        let room = try await id(of: "rooms", in: office)
        let body = { (hour: String, rule: String) in
          """
          {"room":"\(room)","start":"2026-09-16T\(hour):00:00+09:00","end":"2026-09-16T\(hour):45:00+09:00",
           "purpose":"朝礼","repeat":\(rule)}
          """
        }
        let daily = #"{"every":"day","until":"2026-09-18"}"#
        let refused = try await office.send(.post, "room-reservations", body("10", daily))
        #expect(refused.status == 409 && refused.json["bookings"] == .array([.string(booking)]))
        #expect(refused.json["occurrences"].elements.map(\.integer) == [1])
        let made = try await office.send(.post, "room-reservations", body("16", daily))
        #expect(made.status == 201 && made.json["occurrences"].elements.count == 3)
        let series = try #require(made.json["series"].text)
        let page = try await office.send(.get, "room-reservations?series=\(series)&limit=2")
        let cursor = try #require(page.json["next_cursor"].text)
        let rest = try await office.send(.get, "room-reservations?series=\(series)&limit=2&cursor=\(cursor)")
        #expect(page.json["items"].elements + rest.json["items"].elements == made.json["occurrences"].elements)
        for (rule, error) in [
          (#"{"every":"day"}"#, "/repeat/until one_of"),
          (#"{"every":"day","count":2,"until":"2026-09-18"}"#, "/repeat/until one_of"),
          (#"{"every":"day","count":201}"#, "/repeat/count out_of_range"),
          (#"{"every":"day","until":"2026-09-15"}"#, "/repeat/until series_empty"),
          (#"{"every":"day","until":"2028-09-15"}"#, "/repeat series_too_long"),
          (#"{"every":"year","count":2}"#, "/repeat/every unknown_value"),
        ] {
          let answer = try await office.send(.post, "room-reservations", body("17", rule))
          #expect(answer.status == 422 && answer.errors == [error], "\(rule)")
        }
        #expect(
          try await office.send(.delete, "room-reservations/\(made.json["id"].text ?? "")?scope=series").status == 204)
        #expect(try await office.send(.get, "room-reservations").json["items"].elements.isEmpty)
      }
    }

    @Test func `a time that cannot be is told at its field`() async throws {
      try await TestOffice.open { office in
        let room = try await id(of: "rooms", in: office)
        for (start, end, error) in [
          ("2026-09-16T08:00", "2026-09-16T10:00", "/start in_the_past"),
          ("2026-09-17T10:00", "2026-09-17T10:00", "/end range_empty"),
          ("2026-09-17T10:00", "2026-09-18T10:01", "/end range_too_long"),
        ] {
          let body = #"{"room":"\#(room)","start":"\#(start):00+09:00","end":"\#(end):00+09:00","purpose":"会議"}"#
          #expect(try await office.send(.post, "room-reservations", body).errors == [error])
        }
        let nothing = try await office.send(.post, "room-reservations", #"{"purpose":" ","seats":3}"#)
        #expect(
          nothing.errors == [
            "/room required", "/start required", "/end required", "/purpose required", "/seats unknown_field",
          ])
      }
    }

    @Test func `an absence is refused with the bookings in the way, or moves them and makes tasks`() async throws {
      try await TestOffice.open { office in
        let booking = try await office.confirmed("2026-09-17T10:00:00+09:00")
        let counselor = try await id(of: "counselors", in: office)
        let body = { (more: String) in #"{"counselor":"\#(counselor)",\#(Self.ten),"reason":"研修"\#(more)}"# }
        #expect(try await office.send(.post, "absences", body("")).status == 403)
        let refused = try await office.send(.post, "absences", by: .supervisor, body(""))
        #expect(refused.status == 409 && refused.json["bookings"] == .array([.string(booking)]))
        let other = #"{"name":"職安 次郎","services":["consultation"]}"#
        #expect(try await office.send(.post, "counselors", by: .supervisor, other).status == 201)
        let made = try await office.send(.post, "absences", by: .supervisor, body(#","reassign":true"#))
        #expect(made.status == 201 && made.json["moved"] == .array([.string(booking)]))
        #expect(made.json["left"].elements.isEmpty && made.json["counselor"]["name"].text == "職安 花子")
        let moved = try await office.send(.get, "bookings/\(booking)").json
        #expect(moved["counselor"]["name"].text == "職安 次郎")
        let location = try #require(made.headers[.location])
        #expect(try await office.send(.get, "absences?counselor=\(counselor)").json["items"].elements.count == 1)
        #expect(try await office.send(.get, location).json["reason"].text == "研修")
        let changed = try await office.send(
          .patch, location, by: .supervisor, #"{"end":"2026-09-19T00:00:00+09:00","reason":"出張"}"#)
        #expect(changed.status == 200 && changed.json["moved"].elements.isEmpty)
        #expect(try await office.send(.patch, location, by: .supervisor, #"{"reason":null}"#).status == 422)
        #expect(try await office.send(.delete, location, by: .supervisor).status == 204)
        #expect(try await office.send(.get, location).status == 404)
      }
    }

    @Test func `a maintenance is of one room or one licence`() async throws {
      try await TestOffice.open { office in
        let room = try await id(of: "rooms", in: office)
        let licence = try await id(of: "licences", in: office)
        let send = { (things: String) in
          try await office.send(.post, "maintenance", by: .supervisor, #"{\#(things)\#(Self.ten),"reason":"空調"}"#)
        }
        #expect(try await send("").errors == ["/room one_of"])
        #expect(try await send(#""room":"\#(room)","licence":"\#(licence)","#).errors == ["/room one_of"])
        #expect(try await send(#""room":"\#(licence)","#).errors == ["/room unknown_room"])
        #expect(try await send(#""licence":"\#(room)","#).errors == ["/licence unknown_licence"])
        let made = try await send(#""licence":"\#(licence)","#)
        #expect(made.status == 201 && made.json["licence"]["id"].text == licence && made.json["room"] == .null)
        #expect(try await office.send(.get, "maintenance?licence=\(licence)").json["items"].elements.count == 1)
        #expect(try await office.send(.get, "maintenance?room=\(room)").json["items"].elements.isEmpty)
        let over = #"{"end":"2026-09-16T08:59:00+09:00"}"#
        let location = try #require(made.headers[.location])
        #expect(try await office.send(.patch, location, by: .supervisor, over).errors == ["/end range_empty"])
      }
    }

    @Test func `another office's are told like none`() async throws {
      try await TestOffice.open { other in
        let room = try await id(of: "rooms", in: other)
        let counselor = try await id(of: "counselors", in: other)
        let reservation = try await other.send(
          .post, "room-reservations", #"{"room":"\#(room)",\#(Self.ten),"purpose":"会議"}"#)
        let absence = try await other.send(
          .post, "absences", by: .supervisor, #"{"counselor":"\#(counselor)",\#(Self.ten),"reason":"研修"}"#)
        try await TestOffice.open { office in
          for (collection, made) in [("room-reservations", reservation), ("absences", absence)] {
            let id = try #require(made.json["id"].text)
            for method in [HTTPRequest.Method.get, .patch, .delete] {
              let body = method == .patch ? "{}" : nil
              let foreign = try await office.send(method, "\(collection)/\(id)", by: .supervisor, body)
              let absent = try await office.send(
                method, "\(collection)/00000000-0000-4000-8000-000000000000", by: .supervisor, body)
              #expect(foreign.status == 404 && foreign.bytes == absent.bytes, "\(method) \(collection)")
            }
            #expect(try await office.send(.get, collection).json["items"].elements.isEmpty)
          }
          let body = { (room: String) in #"{"room":"\#(room)",\#(Self.ten),"purpose":"会議"}"# }
          let foreign = try await office.send(.post, "room-reservations", body(room))
          let absent = try await office.send(
            .post, "room-reservations", body("00000000-0000-4000-8000-000000000000"))
          #expect(foreign.errors == ["/room unknown_room"] && foreign.bytes == absent.bytes)
        }
      }
    }
  }
}
