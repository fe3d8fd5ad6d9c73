import Foundation
import Testing

extension EndToEndTests {
  @Suite struct RelayPagesTests {
    @Test func `a relay by itself tells that it lives, that it can work, and how it does`() async throws {
      try await Scratch.use { scratch in
        let relay = ["relay", "--embedded", scratch.data, "--spool", "\(scratch.folder)/spool"]
        try await Service.run(relay, in: scratch) { service in
          #expect(try await service.client.send("GET", "/healthz").json["status"].text == "ok")
          #expect(try await service.client.send("GET", "/readyz").json["status"].text == "ready")
          let metrics = String(decoding: try await service.client.send("GET", "/metrics").body, as: UTF8.self)
          #expect(metrics.contains("madoguchi_build_info{"), "\(metrics)")
          #expect(metrics.contains("madoguchi_messages_delivered_total 0\n"), "\(metrics)")
          let nothing = try await service.client.send("GET", "/v1/offices")
          #expect(nothing.status == 404 && nothing.isProblem)
          #expect(await service.stop(with: SIGTERM) == 0)
        }
        #expect(scratch.inhabitants.isEmpty)
      }
    }

    @Test func `one that cannot reach its database is not ready, and lives`() async throws {
      try await Scratch.use { scratch in
        let nowhere = "postgresql://madoguchi_relay@/madoguchi?host=/nonexistent"
        try await Service.run(["relay", "--relay-url", nowhere, "--without-keys"], in: scratch) { service in
          let ready = try await service.client.send("GET", "/readyz")
          #expect(ready.status == 503 && ready.code == "database_unavailable")
          #expect(try await service.client.send("GET", "/healthz").status == 200)
          #expect(await service.stop(with: SIGTERM) == 0)
        }
      }
    }

    @Test func `a port that is none stops the start`() async throws {
      let nowhere = "postgresql://madoguchi_relay@/madoguchi?host=/nonexistent"
      let stopped = try await Program.run(["relay", "--relay-url", nowhere, "--port", "65536"])
      #expect(stopped.exitCode != 0 && stopped.errors.contains("--port"), "\(stopped.errors)")
    }
  }
}
