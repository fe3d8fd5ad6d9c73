import Foundation
import Testing

extension EndToEndTests {
  @Suite struct RecoveryTests {
    @Test func `while its database is gone the service says 503, and then goes on by itself`() async throws {
      try await Demo.use { demo in
        let scratch = demo.service.scratch
        let id = try await demo.apply()
        let postmaster = try #require(scratch.postmaster)
        // Whoever starts the server needs this lock; as long as we hold it, it stays away.
        let lock = open("\(scratch.data)/start.lock", O_RDWR)
        try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
        kill(postmaster, SIGKILL)
        try await until { !scratch.inhabitants.contains(postmaster) }
        for path in ["/readyz", "/v1/offices/2804/bookings/\(id)"] {
          let answer = try await demo.send("GET", path)
          #expect(answer.status == 503)
          #expect(answer.isProblem)
          #expect(answer[header: "Retry-After"].flatMap { Int($0) } != nil)
          #expect(answer.json["request_id"].text == answer[header: "X-Request-Id"])
        }
        #expect(try await demo.send("GET", "/healthz").status == 200)
        close(lock)

        try await until { try await demo.send("GET", "/readyz").status == 200 }
        #expect(try await demo.send("GET", "bookings/\(id)").status == 200)
        #expect(scratch.postmaster != postmaster)
        #expect(await demo.service.stop(with: SIGTERM) == 0)
        #expect(scratch.inhabitants.isEmpty)
      }
    }

    /// Asks until it is so, at most 30 seconds.
    private func until(_ condition: () async throws -> Bool) async throws {
      for _ in 0..<300 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(100))
      }
      Issue.record("it never came to be")
    }
  }
}
