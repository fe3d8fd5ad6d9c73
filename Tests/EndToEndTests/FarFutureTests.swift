import Testing

extension EndToEndTests {
  @Suite struct FarFutureTests {
    @Test func `a clock at the end of its range does not make the service fail`() async throws {
      try await Demo.use { demo in
        let id = try await demo.apply()
        let never = #"{"now":"9999-12-31T23:59:59+09:00"}"#
        #expect(try await demo.send("POST", "/v1/clock", by: "system_admin", never).status == 422)
        try await demo.moveClock(to: "2200-12-31T23:59:59.999999+09:00")
        for path in ["/v1/clock", "bookings", "bookings/\(id)", "bookings/\(id)/events", "policy"] {
          #expect(try await demo.send("GET", path).status == 200, "\(path)")
        }
        let slots = try await demo.send("GET", "availability?service=consultation&from=2200-12-31&to=2201-01-31")
        #expect(slots.status == 200 || slots.status == 422)
        let offered = try await demo.send("POST", "bookings/\(id)/offer", Bodies.offer("2200-12-31T09:00:00+09:00"))
        #expect((400..<500).contains(offered.status))
        let applied = try await demo.send("POST", "bookings", Bodies.application())
        #expect((400..<500).contains(applied.status))
      }
    }
  }
}
