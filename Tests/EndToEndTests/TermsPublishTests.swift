import Foundation
import Testing

extension EndToEndTests {
  @Suite struct TermsPublishTests {
    private static let source = "\(Program.repository)/Tests/Fixtures/nishinomiya-terms.txt"
    private static let offices = """
      code,bureau,name,phone,timezone,windows,vendors
      2804,28,ハローワーク西宮,0798-00-0000,Asia/Tokyo,09:00-12:00;13:00-16:00,zoom;teleoffice
      """

    @Test func `the source is refused as it is, and published and served once its placeholders are filled`()
      async throws
    {
      try await Scratch.use { scratch in
        try await Service.serve(in: scratch, ["--clock", "2026-09-16T09:00:00+09:00"]) { service in
          let place = ["--embedded", scratch.data]
          let sheet = "\(scratch.folder)/offices.csv"
          try Data(Self.offices.utf8).write(to: URL(fileURLWithPath: sheet))
          #expect(try await Program.run(["office", "import", sheet] + place).exitCode == 0)

          let refused = try await Self.publish(Self.source, place)
          #expect(refused.exitCode != 0 && refused.output.isEmpty)
          #expect(refused.errors.contains("nishinomiya-terms.txt:102 "), "\(refused.errors)")

          let text =
            try String(contentsOfFile: Self.source, encoding: .utf8)
            .replacing("○:○～○:○、○:○～○:○の間の○分間", with: "9:00～12:00、13:00～16:00の間の30分間")
            .replacing("神戸地方裁判\n\n所", with: "{{governing_court}}").replacing("令和５年１月１６日", with: "{{effective_date}}")
            .replacing("西宮公共職業安定所長", with: "{{issuer_title}}") + "{{counter}}\n"
          let filled = "\(scratch.folder)/terms.txt"
          try Data(text.utf8).write(to: URL(fileURLWithPath: filled))
          let unbound = try await Self.publish(filled, place)
          #expect(unbound.exitCode != 0)
          for name in ["governing_court", "issuer_title", "counter"] {
            #expect(unbound.errors.contains("{{\(name)}}"), "\(unbound.errors)")
          }
          let values = [
            "--court", "神戸地方裁判所", "--issuer-title", "西宮公共職業安定所長", "--set", "counter=窓口 0798-00-0000",
          ]
          let rehearsed = try await Self.publish(filled, values + ["--dry-run"] + place)
          #expect(rehearsed.exitCode == 0 && rehearsed.output.contains("can be published"), "\(rehearsed.errors)")
          let published = try await Self.publish(filled, values + place)
          #expect(published.exitCode == 0, "\(published.errors)")
          let id = published.output.trimmingCharacters(in: .newlines)

          let token = try await Program.run(
            ["token", "create", "--role", "counselor", "--office", "2804", "--name", "検査"] + place
          ).output.trimmingCharacters(in: .newlines)
          let served = try await service.client.send(
            "GET", "/v1/offices/2804/terms/in-force?at=2023-01-16", token: token)
          let expected = text.replacing("{{governing_court}}", with: "神戸地方裁判所")
            .replacing("{{effective_date}}", with: "令和5年1月16日（2023年1月16日）")
            .replacing("{{issuer_title}}", with: "西宮公共職業安定所長").replacing("{{counter}}", with: "窓口 0798-00-0000")
          #expect(served.json["id"].text == id && served.json["text"].text == expected)
          #expect(served.json["title"].text == "ハローワーク西宮オンライン職業相談等利用規約")
          #expect(served.json["governing_court"].text == "神戸地方裁判所")
          let note = ["--place", "第8条", "--note", "現行法では第5条の5"]
          let strange = try await Program.run(["terms", "annotate", id, "--ministry"] + note + place)
          #expect(strange.exitCode != 0 && strange.errors.contains("no version"), "\(strange.errors)")
          let noted = try await Program.run(["terms", "annotate", id, "--office", "2804"] + note + place)
          #expect(noted.exitCode == 0, "\(noted.errors)")
          let beside = try await service.client.send("GET", "/v1/offices/2804/terms/\(id)", token: token)
          #expect(beside.json["annotations"][0]["note"].text == "現行法では第5条の5")
          #expect(beside.json["annotations"][0]["id"].text == noted.output.trimmingCharacters(in: .newlines))
          #expect(beside.json["text"].text == expected)
          let again = try await Self.publish(filled, values + place)
          #expect(again.exitCode != 0 && again.errors.contains("immutable"), "\(again.errors)")
          #expect(await service.stop(with: SIGTERM) == 0)
        }
      }
    }

    private static func publish(_ file: String, _ more: [String]) async throws -> Program.Finished {
      try await Program.run(
        ["terms", "publish", file, "--office", "2804", "--effective-from", "2023-01-16", "--ground", "initial"] + more)
    }
  }
}
