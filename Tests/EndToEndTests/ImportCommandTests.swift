import Foundation
import Testing

extension EndToEndTests {
  /// `madoguchi rooms import` and its sisters, beside a demo that runs.
  @Suite struct ImportCommandTests {
    /// A kind, a file of it, and what the first and the second import of it tell.
    private typealias Case = (kind: String, lines: [String], first: String, second: String)

    private static let cases: [Case] = [
      (
        "rooms", ["name", "ブース1", "ブース9"], "created 1, updated 0, unchanged 1",
        "created 0, updated 0, unchanged 2"
      ),
      (
        "counselors", ["name,services", "職安 花子,interview", "新人 五郎,placement;consultation"],
        "created 1, updated 1, unchanged 0", "created 0, updated 0, unchanged 2"
      ),
      (
        "licences", ["vendor,name", "zoom,Zoom-9"], "created 1, updated 0, unchanged 0",
        "created 0, updated 0, unchanged 1"
      ),
      (
        "staff", ["name,role,counselor", "新人 五郎,counselor,新人 五郎", "統括 三郎,office_head,"],
        "created 1, updated 1, unchanged 0", "created 0, updated 0, unchanged 2"
      ),
      (
        "hours", ["weekday,windows,valid_from,valid_until", "friday,09:00-12:00;13:00-15:00,,", "saturday,,,"],
        "created 1, updated 0, unchanged 1, retired 1", "created 0, updated 0, unchanged 2"
      ),
      (
        "closures", ["date,windows,reason", "2026-09-25,,設備点検", "2026-09-26,09:00-12:00,振替"],
        "created 2, updated 0, unchanged 0", "created 0, updated 0, unchanged 2"
      ),
    ]

    private static func write(_ lines: [String], in demo: Demo, as name: String) throws -> String {
      let path = "\(demo.service.scratch.folder)/\(name).csv"
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
      return path
    }

    /// Runs `madoguchi KIND import` with a file of these lines.
    private static func take(
      _ kind: String, _ lines: String..., in demo: Demo, _ options: [String] = ["--office", Demo.office]
    ) async throws -> Program.Finished {
      let path = try write(lines, in: demo, as: kind)
      return try await Program.run(
        [kind, "import", path, "--embedded", demo.service.scratch.data] + options)
    }

    @Test func `what an office holds sessions with comes from files, and again without a change`() async throws {
      try await Demo.use { demo in
        for (kind, lines, first, second) in Self.cases {
          let path = try Self.write(lines, in: demo, as: kind)
          let command = [kind, "import", path, "--office", Demo.office, "--embedded", demo.service.scratch.data]
          let rehearsed = try await Program.run(command + ["--dry-run"])
          #expect(rehearsed.output == "would be \(first)\n", "\(kind): \(rehearsed.errors)")
          let done = try await Program.run(command)
          #expect(done.exitCode == 0 && done.output == "\(first)\n", "\(kind): \(done.errors)")
          #expect(done.errors.isEmpty, "a short file needs no line of progress")
          #expect(try await Program.run(command).output == "\(second)\n", "\(kind)")
        }
        let counselors = try await demo.send("GET", "counselors").json["items"].elements
        let changed = try #require(counselors.first { $0["name"].text == "職安 花子" })
        #expect(changed["services"].elements.map(\.text) == ["interview"])
        let closures = try await demo.send("GET", "closures").json["items"].elements
        #expect(closures.map { $0["date"].text } == ["2026-09-25", "2026-09-26"])
      }
    }

    @Test func `every fault of every row is told with row, column and code, and nothing is written`() async throws {
      try await Demo.use { demo in
        let counselors = try await demo.send("GET", "counselors").body
        let refused = try await Self.take(
          "counselors", "name,services", "新人 五郎,placement", ",placement;Two Words", "新人 六郎,juggling",
          "新人 五郎,placement,9", in: demo)
        #expect(refused.exitCode != 0 && refused.output.isEmpty)
        for line in [
          "nothing was written", "row 3: name: required: ", "row 3: services: invalid_format: ",
          "row 4: services: unknown_service: The office gives no such service.", "row 5: services: too_many: ",
        ] {
          #expect(refused.errors.contains(line), "\(line): \(refused.errors)")
        }
        #expect(!refused.errors.contains("row 2:"))
        #expect(try await demo.send("GET", "counselors").body == counselors)

        let staff = try await Self.take(
          "staff", "name,role,counselor", "新人 五郎,gateway,", "新人 六郎,counselor,誰か", in: demo)
        for line in ["row 2: role: unknown_value: ", "row 3: counselor: unknown_counselor: "] {
          #expect(staff.errors.contains(line), "\(staff.errors)")
        }
        let hours = try await Self.take(
          "hours", "weekday,windows,valid_from,valid_until", "Friday,09:00-12:00;11:00-13:00,2026-13-01,",
          "friday,,2026-10-02,2026-10-01", in: demo)
        for line in [
          "row 2: weekday: unknown_value: ", "row 2: windows: overlapping_windows: ",
          "row 2: valid_from: invalid_format: ", "row 3: valid_until: range_empty: ",
        ] {
          #expect(hours.errors.contains(line), "\(line): \(hours.errors)")
        }
      }
    }

    @Test func `a file says whose its rows are, or the command does`() async throws {
      try await Demo.use { demo in
        let both = try await Self.take("rooms", "office,name", "2801,ブース9", "2804,ブース9", in: demo, [])
        #expect(both.output == "created 2, updated 0, unchanged 0\n", "\(both.errors)")
        let nobody = try await Self.take("rooms", "name", "ブース8", in: demo, [])
        #expect(nobody.exitCode != 0 && nobody.errors.contains("--office"), "\(nobody.errors)")
        let other = try await Self.take("rooms", "office,name", "2801,ブース8", in: demo)
        #expect(other.errors.contains("row 2: office: unknown_value: "), "\(other.errors)")
        let unknown = try await Self.take("rooms", "office,name", "9999,ブース8", in: demo, [])
        #expect(unknown.errors.contains("row 2: office: not_found: "), "\(unknown.errors)")
        let header = try await Self.take("rooms", "title", "ブース8", in: demo)
        #expect(header.errors.contains("needs the header name"), "\(header.errors)")
      }
    }

    @Test func `bookings on a day that closes are listed, and a long file tells how far it has come`() async throws {
      try await Demo.use { demo in
        let id = try await demo.apply()
        _ = try await demo.send("POST", "bookings/\(id)/offer", Bodies.offer())
        #expect(try await demo.send("POST", "bookings/\(id)/confirm", Bodies.confirm()).status == 200)
        let closed = try await Self.take("closures", "date,windows,reason", "2026-09-17,,設備点検", in: demo)
        #expect(
          closed.output == """
            created 1, updated 0, unchanged 0
            2804: booking \(id) (confirmed) at 2026-09-17T09:00:00+09:00: closed_day

            """, "\(closed.errors)")
        #expect(try await demo.send("GET", "tasks?kind=closed_day").json["items"][0]["booking"].text == id)

        let rooms = ["name"] + (1...300).map { "個室\($0)" }
        let path = try Self.write(rooms, in: demo, as: "many")
        let many = try await Program.run(
          ["rooms", "import", path, "--office", Demo.office, "--embedded", demo.service.scratch.data])
        #expect(many.output == "created 300, updated 0, unchanged 0\n", "\(many.errors)")
        #expect(many.errors == "300 of 300 rows\n")
      }
    }
  }
}
