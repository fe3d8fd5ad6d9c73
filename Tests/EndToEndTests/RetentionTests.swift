import Foundation
import Testing

extension EndToEndTests {
  @Suite struct RetentionTests {
    @Test func `a dry run tells what the run then takes, and the proof can be read`() async throws {
      try await Demo.use { demo in
        let over = try await demo.apply()
        let withdrawn = try await demo.send(
          "POST", "bookings/\(over)/withdraw", by: "gateway", #"{"channel":"my_page"}"#)
        #expect(withdrawn.status == 200)
        let live = try await demo.apply(Bodies.application(number: "28990-00000002"))
        let usage =
          #"{"events":[{"date":"2026-09-16","hour":8,"purpose":"operation","access":"offer","device":"端末-1"}]}"#
        #expect(try await demo.send("POST", "usage-events", by: "gateway", usage).status == 200)
        try await demo.moveClock(to: "2030-01-07T09:00:00+09:00")

        let place = ["--office", Demo.office, "--embedded", demo.service.scratch.data]
        let rehearsed = try await Program.run(["retention", "run", "--dry-run"] + place)
        #expect(rehearsed.exitCode == 0 && rehearsed.errors.isEmpty, "\(rehearsed.errors)")
        #expect(rehearsed.output.hasPrefix("2804: usage_devices before 2029-10-07, usage_events before 2029-01-07"))
        for line in ["2804: usage_devices 1\n", "2804: usage_events 1\n", "2804: bookings 1\n", "2804: seekers 1\n"] {
          #expect(rehearsed.output.contains(line), "\(rehearsed.output)")
        }
        #expect(try await demo.send("GET", "bookings/\(over)").json["seeker"]["name"].text == "職安 太郎")

        let run = try await Program.run(["retention", "run", "--batch-size", "1"] + place)
        #expect(run.exitCode == 0 && run.output == rehearsed.output, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("2804: 1 of "), "progress is told on the side")
        let blanked = try await demo.send("GET", "bookings/\(over)").json
        #expect(blanked["seeker"]["name"].text == "" && blanked["status"].text == "withdrawn")
        #expect(try await demo.send("GET", "bookings/\(live)").json["seeker"]["name"].text == "職安 太郎")
        let proof = try await demo.send("GET", "retention/runs", by: "auditor").json["items"][0]
        #expect(proof["counts"]["bookings"].integer == 1 && proof["until"]["bookings"].text == "2027-01-07")
        #expect(proof["finished_at"] != .null)

        let all = try await Program.run(["retention", "run", "--all", "--embedded", demo.service.scratch.data])
        #expect(
          all.exitCode == 0 && all.output.contains("2804: bookings 0\n") && all.output.contains("2701: bookings 0\n"))
      }
    }

    @Test func `a service lets go of what has expired at its hour, and tells numbers`() async throws {
      try await Scratch.use { scratch in
        let place = ["--embedded", scratch.data]
        let imported = try await Program.run(
          ["office", "import", "\(Program.repository)/samples/offices.csv", "--clock", "2026-09-17T02:59:00+09:00"]
            + place)
        #expect(imported.exitCode == 0, "\(imported.errors)")
        let created = try await Program.run(
          ["token", "create", "--role", "auditor", "--office", "2804", "--name", "検査"] + place)
        let token = created.output.trimmingCharacters(in: .newlines)
        let hour = ["--clock", "2026-09-17T03:00:00+09:00", "--retention-at", "03:00"]
        try await Service.serve(in: scratch, hour) { service in
          func runs() async throws -> [JSON] {
            try await service.client.send("GET", "/v1/offices/2804/retention/runs", token: token).json["items"].elements
          }
          try await until { try await runs().first.map { $0["finished_at"] != .null } ?? false }
          #expect(try await runs().map { $0["started_by"].text } == ["maintenance:retention"])
          try await until { scratch.everyLog.contains("retention has run") }
          let metrics = String(decoding: try await service.client.send("GET", "/metrics").body, as: UTF8.self)
          #expect(metrics.contains(#"madoguchi_retention_runs_total{outcome="failed"} 0"#), "\(metrics)")
          #expect(metrics.contains(#"madoguchi_retention_rows_total{table="bookings"} 0"#), "\(metrics)")
        }
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

    @Test func `it says for which offices, or nothing happens`() async throws {
      for arguments in [[], ["--all", "--office", "2804"], ["--office", "28"], ["--all", "--batch-size", "0"]] {
        let refused = try await Program.run(["retention", "run", "--dry-run"] + arguments)
        #expect(refused.exitCode != 0 && refused.output.isEmpty, "\(arguments)")
      }
      let nowhere = try await Program.run([
        "retention", "run", "--all", "--database-url", "postgresql:///none?host=/nonexistent",
      ])
      #expect(nowhere.exitCode != 0 && nowhere.errors.contains("MADOGUCHI_MAINTENANCE_URL"), "\(nowhere.errors)")
    }
  }
}
