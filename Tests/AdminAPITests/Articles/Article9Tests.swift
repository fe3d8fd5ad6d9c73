import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Article 9: attack, disaster and outage are nobody's fault.
  @Suite struct Article9Tests {
    private func enter(_ members: String, in office: TestOffice) async throws -> Answered {
      try await office.send(.post, "incidents", by: .supervisor, "{\(members)}")
    }

    @Test func `Art. 9: in an outage silence is no cancellation, and the office's own names the outage`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        try office.setClock("2026-09-17T09:05:00+09:00")
        let outage = #""code":"vendor_outage","vendor":"zoom","start":"2026-09-17T08:55:00+09:00""#
        let incident = try await enter(outage, in: office)
        #expect(incident.status == 201 && incident.json["end"] == .null)
        #expect(incident.json["affected"].elements.isEmpty)
        try office.setClock("2026-09-17T09:10:00+09:00")
        let read = try await office.send(.get, "bookings/\(id)").json
        #expect(read["status"].text == "confirmed" && read["excused_by"] == incident.json["id"])
        #expect(read["flags"] == .array([.string("environment_missing"), .string("excused")]))
        #expect(try await office.send(.get, "bookings?status=no_show").json["items"].elements.isEmpty)
        #expect(try await office.send(.get, "bookings?status=confirmed").json["items"].elements.count == 1)
        #expect(try await office.lastEvent(id)["kind"].text == "confirmed")
        let cancelled = try await office.send(.post, "bookings/\(id)/cancel", #"{"by":"office","reason":"障害"}"#)
        #expect(cancelled.json["status"].text == "cancelled_by_office")
        #expect(try await office.lastEvent(id)["incident"] == incident.json["id"])
      }
    }

    @Test func `Art. 9: entered late it excuses what nobody wrote down, and names what was`() async throws {
      try await TestOffice.open { office in
        let unwritten = try await office.confirmed()
        let written = try await office.confirmed("2026-09-17T09:30:00+09:00", number: "28990-00000002")
        try office.setClock("2026-09-17T10:00:00+09:00")
        try await office.writeDown(written)
        #expect(try await office.status(unwritten) == "no_show")
        let incident = try await enter(
          #""code":"disaster","start":"2026-09-17T08:00:00+09:00","end":"2026-09-17T09:45:00+09:00""#, in: office)
        #expect(incident.json["affected"] == .array([.string(written)]))
        #expect(incident.json["excused"] == .array([.string(unwritten)]))
        #expect(try await office.status(unwritten) == "confirmed")
        #expect(try await office.status(written) == "no_show")
        let reversal = #"{"to":"cancelled_by_office","reason":"停電のため"}"#
        #expect(try await office.send(.post, "bookings/\(written)/no-show/reverse", reversal).status == 200)
        #expect(try await office.lastEvent(written)["incident"] == incident.json["id"])
      }
    }

    @Test func `Art. 9: an outage of one vendor excuses no session of the other`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let outage = #""code":"vendor_outage","vendor":"teleoffice","start":"2026-09-17T08:00:00+09:00""#
        _ = try await enter(outage, in: office)
        try office.setClock("2026-09-17T09:10:00+09:00")
        #expect(try await office.status(id) == "no_show")
      }
    }

    @Test func `Art. 9: an incident is listed, read, ended, opened again and withdrawn`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let body = #""code":"attack","start":"2026-09-16T08:00:00+09:00","note":"DDoS""#
        #expect(try await office.send(.post, "incidents", "{\(body)}").status == 403)
        let made = try await enter(body, in: office)
        let path = try #require(made.headers[.location])
        #expect(try await office.send(.get, path).json["note"].text == "DDoS")
        let ended = try await office.send(.patch, path, by: .supervisor, #"{"end":"2026-09-16T08:30:00+09:00"}"#)
        #expect(ended.json["end"].text == "2026-09-16T08:30:00+09:00" && ended.json["note"].text == "DDoS")
        #expect(try await office.send(.get, "incidents?from=2026-09-17").json["items"].elements.isEmpty)
        let opened = try await office.send(.patch, path, by: .supervisor, #"{"end":null,"note":null}"#)
        #expect(opened.json["end"] == .null && opened.json["note"] == .null)
        #expect(try await office.send(.get, "incidents?from=2026-09-17").json["items"].elements.count == 1)
        for (end, code) in [("2026-09-16T08:00:00", "range_empty"), ("2027-09-17T08:00:01", "range_too_long")] {
          let refused = try await office.send(.patch, path, by: .supervisor, "{\"end\":\"\(end)+09:00\"}")
          #expect(refused.errors == ["/end \(code)"])
        }
        let wrong = try await enter(#""code":"strike","vendor":"skype""#, in: office)
        #expect(wrong.errors == ["/code unknown_value", "/vendor unknown_value", "/start required"])
        #expect(try await office.send(.delete, path, by: .supervisor).status == 204)
        #expect(try await office.send(.get, path).status == 404)
        #expect(try await office.send(.delete, path, by: .supervisor).status == 404)
      }
    }
  }
}
