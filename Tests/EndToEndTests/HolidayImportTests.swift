import Foundation
import Testing

extension EndToEndTests {
  /// `holiday import` with the Cabinet Office's file: CP932, CRLF, unpadded days, substitute and between days both 休日.
  @Suite struct HolidayImportTests {
    private static let file = "\(Program.repository)/Tests/EndToEndTests/Fixtures/syukujitsu.csv"
    private static let header = "国民の祝日・休日月日,国民の祝日・休日名称"

    @Test func `the Cabinet Office's file changes no day that the law's algorithm knows`() async throws {
      try await Scratch.use { scratch in
        let place = ["--embedded", scratch.data]
        let rehearsed = try await Program.run(["holiday", "import", Self.file, "--dry-run"] + place)
        #expect(rehearsed.output == "would be imported 1067 holidays of 73 years\n", "\(rehearsed.errors)")
        let imported = try await Program.run(["holiday", "import", Self.file] + place)
        #expect(imported.exitCode == 0 && imported.errors.isEmpty, "\(imported.errors)")
        #expect(imported.output == "imported 1067 holidays of 73 years\n")
        let again = try await Program.run(["holiday", "import", Self.file] + place)
        #expect(again.output == imported.output)
      }
    }

    @Test func `days that change are told, from a file in UTF-8 as well`() async throws {
      try await Scratch.use { scratch in
        try await Service.serve(in: scratch, ["--clock", "2026-09-16T09:00:00+09:00"]) { service in
          let text = try #require(String(data: Data(contentsOf: URL(fileURLWithPath: Self.file)), encoding: .shiftJIS))
          let changed = text.replacing("2026/9/22,休日", with: "2026/9/25,休日")
          let sheet = "\(scratch.folder)/holidays.csv"
          try Data(changed.utf8).write(to: URL(fileURLWithPath: sheet))
          let imported = try await Program.run(["holiday", "import", sheet, "--embedded", scratch.data])
          #expect(
            imported.output == """
              imported 1067 holidays of 73 years
              2026-09-25 becomes a holiday: 休日
              2026-09-22 is no holiday any more: 国民の休日

              """, "\(imported.errors)")
          #expect(await service.stop(with: SIGTERM) == 0)
        }
      }
    }

    @Test func `every wrong row is told with its line, and nothing is imported`() async throws {
      try await Scratch.use { scratch in
        let rows = ["2026/1/1,元日", "2026/2/30,休日", "2026-03-20,春分の日", "2026/5/3,", "2026/1/1,元日", "２０２６/5/4,休日"]
        let sheet = "\(scratch.folder)/holidays.csv"
        let text = ([Self.header] + rows).joined(separator: "\r\n") + "\r\n"
        try #require(text.data(using: .shiftJIS)).write(to: URL(fileURLWithPath: sheet))
        let refused = try await Program.run(["holiday", "import", sheet, "--embedded", scratch.data])
        #expect(refused.exitCode != 0 && refused.output.isEmpty)
        let (day, name) = ("国民の祝日・休日月日", "国民の祝日・休日名称")
        for line in [
          "row 3: \(day): invalid_format", "row 4: \(day): invalid_format", "row 5: \(name): required",
          "row 6: \(day): duplicate_value", "row 7: \(day): invalid_format",
        ] {
          #expect(refused.errors.contains(line), "\(line): \(refused.errors)")
        }
        #expect(!refused.errors.contains("row 2:"))

        try Data("国民の祝日,名称\n2026/1/1,元日\n".utf8).write(to: URL(fileURLWithPath: sheet))
        let stranger = try await Program.run(["holiday", "import", sheet, "--embedded", scratch.data])
        #expect(stranger.exitCode != 0 && stranger.errors.contains(Self.header), "\(stranger.errors)")
      }
    }

    @Test func `a year that looks cut off is imported with a warning`() async throws {
      try await Scratch.use { scratch in
        let sheet = "\(scratch.folder)/holidays.csv"
        try Data("\(Self.header)\n2030/1/1,元日\n".utf8).write(to: URL(fileURLWithPath: sheet))
        let imported = try await Program.run(["holiday", "import", sheet, "--dry-run", "--embedded", scratch.data])
        #expect(imported.exitCode == 0)
        #expect(imported.errors.contains("2030 has only 1 holidays"), "\(imported.errors)")
      }
    }
  }
}
