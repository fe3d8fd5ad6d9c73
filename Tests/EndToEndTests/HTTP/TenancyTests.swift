import Testing

extension EndToEndTests.HTTPTests {
  @Suite struct TenancyTests {
    private static let nobody = "0198a000-0000-7000-8000-000000000000"

    @Test func `another office's booking and nothing at all answer with the same bytes`() async throws {
      let demo = try EndToEndTests.HTTPTests.demo
      let place = ["--embedded", demo.service.scratch.data]
      let made = try await Program.run(
        ["token", "create", "--role", "supervisor", "--office", "2701", "--name", "隣"] + place)
      let neighbour = made.output.trimmingCharacters(in: .newlines)
      let id = try await demo.apply()
      func ask(_ method: String, _ path: String, _ body: String? = nil) async throws -> Answer {
        try await demo.service.client.send(method, path, token: neighbour, body.map { .init($0.utf8) })
      }

      let nothing = try await ask("GET", "/v1/offices/2701/bookings/\(Self.nobody)")
      #expect((nothing.status, nothing.code) == (404, "not_found"))
      let paths = [
        "/v1/offices/2701/bookings/\(id)", "/v1/offices/2804/bookings/\(id)",
        "/v1/offices/2804/bookings/\(Self.nobody)",
        "/v1/offices/9999/bookings/\(id)", "/v1/offices/2804/bookings", "/v1/offices/9999/bookings",
        "/v1/offices/28/bookings", "/v1/offices/2701/bookings/\(id)/events", "/v1/offices/2701/bookings/1",
        "/v1/offices/2804/policy", "/v1/offices/9999/policy",
      ]
      for path in paths { expectSame(try await ask("GET", path), nothing, path) }

      let actions = [
        ("offer", Bodies.offer()), ("confirm", Bodies.confirm()), ("start", "{}"), ("complete", "{}"),
        ("cancel", #"{"by":"office"}"#),
      ]
      for (action, body) in actions {
        for place in [
          "2701/bookings/\(id)", "2701/bookings/\(Self.nobody)", "2804/bookings/\(id)", "9999/bookings/\(id)",
        ] {
          let path = "/v1/offices/\(place)/\(action)"
          expectSame(try await ask("POST", path, body), nothing, path)
        }
      }
      #expect(try await demo.send("GET", "bookings/\(id)").json["version"].integer == 1)
    }

    @Test func `an office lists what is its own`() async throws {
      let demo = try EndToEndTests.HTTPTests.demo
      let place = ["--embedded", demo.service.scratch.data]
      let made = try await Program.run(
        ["token", "create", "--role", "counselor", "--office", "2702", "--name", "隣"] + place)
      let neighbour = made.output.trimmingCharacters(in: .newlines)
      let id = try await demo.apply()
      let own = try await demo.service.client.send("GET", "/v1/offices/2702/bookings", token: neighbour)
      #expect(own.json["items"].elements.isEmpty)
      let ids = try await demo.send("GET", "bookings?limit=200").json["items"].elements.map { $0["id"].text }
      #expect(ids.contains(id))
    }

    private func expectSame(_ answer: Answer, _ other: Answer, _ path: String) {
      #expect(answer.status == other.status, "\(path)")
      #expect(answer.body == other.body, "\(path)")
      #expect(answer.lastingHeaders == other.lastingHeaders, "\(path)")
    }
  }
}
