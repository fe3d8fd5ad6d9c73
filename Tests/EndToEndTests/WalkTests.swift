import Testing

extension EndToEndTests {
  @Suite struct WalkTests {
    private static let day = "availability?service=consultation&from=2026-09-17&to=2026-09-18"

    @Test func `the contract's walk works in the demo as it stands`() async throws {
      try await Demo.use { demo in
        let slots = try await demo.send("GET", Self.day).json["slots"].elements
        #expect(slots.count == 12)
        #expect(slots.first?["start"].text == "2026-09-17T09:00:00+09:00")
        #expect(slots.first?["end"].text == "2026-09-17T09:30:00+09:00")
        #expect(slots.first?["free"].integer == 3)
        #expect(slots.first?["vendors"].elements == [.string("zoom"), .string("teleoffice")])

        let received = try await demo.send("POST", "bookings", by: "gateway", Bodies.application())
        #expect(received.status == 201)
        #expect(received[header: "ETag"] == #""1""#)
        let id = try #require(received.json["id"].text)
        #expect(received[header: "Location"] == "/v1/offices/2804/bookings/\(id)")
        #expect(received.json["office"].text == "2804")
        #expect(received.json["status"].text == "received")
        #expect(received.json["version"].integer == 1)
        #expect(received.json["origin"].text == "application")
        #expect(received.json["seeker"]["id"].text != nil)
        #expect(received.json["wishes"].elements.count == 2)

        let offered = try await demo.send("POST", "bookings/\(id)/offer", Bodies.offer())
        #expect(offered.status == 200)
        #expect(offered.json["status"].text == "offered")
        #expect(offered.json["offer"]["vendor"].text == "zoom")
        #expect(offered.json["offer"]["terms_version"].text != nil)
        #expect(offered.json["offer"]["deadline"].text == "2026-09-17T00:00:00+09:00")

        let confirmed = try await demo.send("POST", "bookings/\(id)/confirm", Bodies.confirm())
        #expect(confirmed.status == 200)
        #expect(confirmed.json["status"].text == "confirmed")
        #expect(confirmed.json["start"].text == "2026-09-17T09:00:00+09:00")
        #expect(confirmed.json["end"].text == "2026-09-17T09:30:00+09:00")
        #expect(confirmed.json["licence"]["vendor"].text == "zoom")
        #expect(confirmed.json["confirmed_at"].text?.hasPrefix("2026-09-16T09:") == true)
        for part in ["counselor", "room"] { #expect(confirmed.json[part]["id"].text != nil) }
        #expect(try await demo.send("GET", Self.day).json["slots"][0]["free"].integer == 2)

        let early = try await demo.send("POST", "bookings/\(id)/start", "{}")
        #expect((early.status, early.code) == (422, "too_early"))
        try await demo.moveClock(to: "2026-09-17T08:45:00+09:00")
        let unchecked = try await demo.send("POST", "bookings/\(id)/start", "{}")
        #expect((unchecked.status, unchecked.code) == (422, "environment_check_missing"))
        let checked = try await demo.send("POST", "bookings/\(id)/environment-check", Bodies.environment())
        #expect(checked.json["environment"]["checked_at"].text?.hasPrefix("2026-09-17T08:45") == true)
        let started = try await demo.send("POST", "bookings/\(id)/start", "{}")
        #expect(started.json["status"].text == "in_session")
        let held = try await demo.send("POST", "bookings/\(id)/complete", #"{"outcome":"求人 2 件"}"#)
        #expect(held.json["status"].text == "held")
        #expect(held[header: "ETag"] == #""6""#)

        let events = try await demo.send("GET", "bookings/\(id)/events").json["items"].elements
        let kinds = ["received", "offered", "confirmed", "environment_checked", "started", "completed"]
        #expect(events.map { $0["kind"].text } == kinds)
        let listed = try await demo.send("GET", "bookings?status=held").json["items"].elements
        #expect(listed.map { $0["id"].text } == [id])
      }
    }
  }
}
