import Foundation
import Testing

extension EndToEndTests {
  /// What a running service does that nobody asks it for.
  @Suite struct WorkersTests {
    @Test func `a service delivers what is queued`() async throws {
      try await Demo.use { demo in
        let id = try await demo.apply()
        #expect(try await demo.send("POST", "bookings/\(id)/offer", Bodies.offer()).status == 200)
        try await Self.expectSoon {
          let found = try await demo.send("GET", "messages?booking=\(id)&kind=offer&status=delivered")
          return found.json["items"].elements.count == 1
        }
      }
    }

    @Test func `a service seals the audit, and doctor tells each office's newest hash`() async throws {
      try await Demo.use { demo in
        try await Self.expectSoon {
          let looked = try await Program.run(["doctor", "--audit", "--embedded", demo.service.scratch.data])
          return looked.output.contains(#/audit 2804 +batch \d+ has the hash [0-9a-f]{64}/#)
        }
      }
    }

    /// Expects it to become so within half a minute.
    private static func expectSoon(
      _ isSo: () async throws -> Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      let start = ContinuousClock.now
      var became = try await isSo()
      while !became, ContinuousClock.now - start < .seconds(30) {
        try await Task.sleep(for: .milliseconds(100))
        became = try await isSo()
      }
      #expect(became, sourceLocation: sourceLocation)
    }
  }
}
