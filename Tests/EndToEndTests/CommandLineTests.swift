import Foundation
import Testing

extension EndToEndTests {
  @Suite struct CommandLineTests {
    private static let offices = """
      code,bureau,name,phone,timezone,windows,vendors
      2804,28,ハローワーク西宮,0798-00-0000,Asia/Tokyo,09:00-12:00;13:00-16:00,zoom;teleoffice
      """

    @Test func `an office is set up by commands that join the running service`() async throws {
      try await Scratch.use { scratch in
        try await Service.serve(in: scratch, ["--clock", "2026-09-16T09:00:00+09:00"]) { service in
          let place = ["--embedded", scratch.data]
          let sheet = "\(scratch.folder)/offices.csv"
          let terms = "\(scratch.folder)/terms.txt"
          try Data(Self.offices.utf8).write(to: URL(fileURLWithPath: sheet))
          try Data("オンライン職業相談利用規約".utf8).write(to: URL(fileURLWithPath: terms))

          let rehearsed = try await Program.run(["office", "import", sheet, "--dry-run"] + place)
          #expect(rehearsed.output.contains("created 1"))
          let early = try await Self.token("supervisor", of: "2804", place)
          #expect(early.exitCode != 0)
          let imported = try await Program.run(["office", "import", sheet] + place)
          #expect(imported.exitCode == 0, "\(imported.errors)")
          #expect(imported.output == "created 1, updated 0\n")
          let again = try await Program.run(["office", "import", sheet] + place)
          #expect(again.output == "created 0, updated 1\n")
          let published = try await Program.run(
            ["terms", "publish", terms, "--office", "2804", "--effective-from", "2023-01-16", "--ground", "initial"]
              + place)
          #expect(published.exitCode == 0, "\(published.errors)")
          let migrated = try await Program.run(["migrate"] + place)
          #expect(migrated.output == "the schema is up to date\n")

          let looked = try await Program.run(["doctor"] + place)
          #expect(looked.exitCode == 0 && !looked.output.contains("WRONG"), "\(looked.output)")
          #expect(looked.output.contains("27 a service"), "16, 3 for the audit and retention, 8 for the relay")
          #expect(looked.output.contains("office 2804"), "it has no counselor, room and licence yet")

          let rehearsal = try await Program.run(["message", "redeliver", "--office", "2804", "--dry-run"] + place)
          #expect(rehearsal.output == "2804: 0 would wait again, 0 are no longer so\n", "\(rehearsal.errors)")
          let everywhere = try await Program.run(["message", "redeliver", "--all"] + place)
          #expect(everywhere.output == "2804: 0 wait again, 0 are no longer so\n", "\(everywhere.errors)")
          let nowhere = try await Program.run(["message", "redeliver", "--office", "9999"] + place)
          #expect(nowhere.exitCode != 0 && nowhere.errors.contains("there is no office 9999"), "\(nowhere.errors)")

          let created = try await Self.token("supervisor", of: "2804", place)
          #expect(created.exitCode == 0)
          #expect(created.output.wholeMatch(of: /\S{20,}\n/) != nil, "the token stands alone on standard output")
          let token = created.output.trimmingCharacters(in: .newlines)
          let room = try await service.client.send(
            "POST", "/v1/offices/2804/rooms", token: token, #"{"name":"ブース1"}"#)
          #expect(room.status == 201)

          let listed = try await Program.run(["token", "list", "--office", "2804"] + place)
          #expect(listed.output.contains("  supervisor  office 2804  for ever  検査\n"), "\(listed.output)")
          #expect(!listed.output.contains(token), "a token's text is told once")
          let id = try #require(listed.output.split(separator: " ").first.map(String.init))
          let revoked = try await Program.run(["token", "revoke", id] + place)
          #expect(revoked.output == "revoked \(listed.output)", "\(revoked.errors)")
          let twice = try await Program.run(["token", "revoke", id] + place)
          #expect(twice.exitCode != 0 && twice.output.isEmpty && twice.errors.contains("token list"))
          #expect(await service.stop(with: SIGTERM) == 0)
        }
      }
    }

    @Test func `a command alone starts the private server and leaves none behind`() async throws {
      try await Scratch.use { scratch in
        let migrated = try await Program.run(["migrate", "--embedded", scratch.data])
        #expect(migrated.exitCode == 0, "\(migrated.errors)")
        #expect(scratch.inhabitants.isEmpty)
      }
    }

    @Test func `a wrong row is named and nothing is imported`() async throws {
      try await Scratch.use { scratch in
        let sheet = "\(scratch.folder)/offices.csv"
        let wrong =
          Self.offices + "\n28O5,28,ハローワーク姫路,079-000-0000,Asia/Tokyo,12:00-09:00,zoom\n"
          + "2804,48,,,Mars/Olympus,09:00-12:00;11:00-13:00,webex\n"
        try Data(wrong.utf8).write(to: URL(fileURLWithPath: sheet))
        let refused = try await Program.run(["office", "import", sheet, "--embedded", scratch.data])
        #expect(refused.exitCode != 0)
        #expect(refused.output.isEmpty)
        for line in [
          "row 3: code: invalid_format", "row 3: windows: invalid_format", "row 4: code: duplicate_value",
          "row 4: bureau: invalid_format", "row 4: name: required", "row 4: phone: required",
          "row 4: timezone: invalid_format", "row 4: windows: overlapping_windows", "row 4: vendors: unknown_value",
        ] {
          #expect(refused.errors.contains(line), "\(line): \(refused.errors)")
        }
        let token = try await Self.token("counselor", of: "2804", ["--embedded", scratch.data])
        #expect(token.exitCode != 0)
        #expect(token.output.isEmpty)
      }
    }

    private static func token(
      _ role: String, of office: String, _ place: [String]
    ) async throws -> Program.Finished {
      try await Program.run(["token", "create", "--role", role, "--office", office, "--name", "検査"] + place)
    }
  }
}
