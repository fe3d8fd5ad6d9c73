import Foundation
import Testing

extension EndToEndTests {
  @Suite struct StoppingTests {
    @Test(arguments: [SIGINT, SIGTERM])
    func `told to stop, it leaves nothing running, and a second start goes on from there`(signal: Int32) async throws {
      try await Scratch.use { scratch in
        let id = try await Service.demo(in: scratch) { service in
          let demo = try Demo(service)
          let id = try await demo.apply()
          try await demo.moveClock(to: "2026-09-16T15:00:00+09:00")
          #expect(await service.stop(with: signal) == 0)
          return id
        }
        #expect(scratch.inhabitants.isEmpty)
        try await Service.demo(in: scratch) { service in
          let demo = try Demo(service)
          #expect(try await demo.send("GET", "bookings/\(id)").json["status"].text == "received")
          let now = try await demo.send("GET", "/v1/clock").json["now"].text
          #expect(now?.hasPrefix("2026-09-16T15:0") == true)
          #expect(await service.stop(with: signal) == 0)
        }
      }
    }

    @Test func `a killed service starts again with its data`() async throws {
      try await Scratch.use { scratch in
        let id = try await Service.demo(in: scratch) { service in
          let id = try await Demo(service).apply()
          #expect(await service.stop(with: SIGKILL) == 128 + SIGKILL)
          return id
        }
        try await Service.demo(in: scratch) { service in
          let demo = try Demo(service)
          #expect(try await demo.send("GET", "bookings/\(id)").status == 200)
          #expect(await service.stop(with: SIGTERM) == 0)
        }
        #expect(scratch.inhabitants.isEmpty)
      }
    }

    @Test func `a request in flight is answered before the service stops`() async throws {
      try await Demo.use { demo in
        let body = Bodies.application()
        let connection = try RawConnection(to: demo.service.client.address)
        let token = try #require(demo.tokens["counselor"])
        try connection.write(
          "POST /v1/offices/2804/bookings HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(token)\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body.prefix(20))
        try await Task.sleep(for: .milliseconds(500))
        demo.service.child.send(SIGTERM)
        try await Task.sleep(for: .milliseconds(500))
        #expect(demo.service.child.isRunning)
        try connection.write(String(body.dropFirst(20)))
        let answer = connection.readAnswer()
        #expect(answer.hasPrefix("HTTP/1.1 201"))
        #expect(await demo.service.child.exitCode == 0)
      }
    }

    @Test func `an idle connection does not keep the service from stopping`() async throws {
      try await Demo.use { demo in
        let connection = try RawConnection(to: demo.service.client.address)
        let asked = ContinuousClock.now
        #expect(await demo.service.stop(with: SIGTERM) == 0)
        #expect(.now - asked < .seconds(20))
        withExtendedLifetime(connection) {}
      }
    }
  }
}
