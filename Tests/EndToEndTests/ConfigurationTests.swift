import Foundation
import Testing

extension EndToEndTests {
  @Suite struct ConfigurationTests {
    /// A start that must be refused: what is given, and a word of the sentence that says what is wrong.
    struct Mistake: Sendable, CustomTestStringConvertible {
      let testDescription: String
      var options: [String] = []
      var environment: [String: String] = [:]
      let named: String
    }

    private static let nowhere = "postgresql://madoguchi_app@/madoguchi?host=/nonexistent"
    private static let instant = "2026-09-16T09:00:00+09:00"

    private static let mistakes: [Mistake] = [
      Mistake(testDescription: "no database", named: "--database-url"),
      Mistake(testDescription: "an empty variable", environment: ["DATABASE_URL": ""], named: "--database-url"),
      Mistake(
        testDescription: "both databases", options: ["--database-url", nowhere, "--embedded", "/nonexistent"],
        named: "--embedded"),
      Mistake(
        testDescription: "both databases, one by a variable", options: ["--embedded", "/nonexistent"],
        environment: ["DATABASE_URL": nowhere], named: "--embedded"),
      Mistake(
        testDescription: "no address", options: ["--database-url", "http://example.org/"], named: "--database-url"),
      Mistake(
        testDescription: "no port number", options: ["--database-url", nowhere, "--port", "http"], named: "--port"),
      Mistake(
        testDescription: "no such port", options: ["--database-url", nowhere, "--port", "65536"], named: "--port"),
      Mistake(
        testDescription: "a negative port", options: ["--database-url", nowhere, "--port=-1"], named: "--port"),
      Mistake(testDescription: "no connection", environment: ["POOL_SIZE": "0"], named: "POOL_SIZE"),
      Mistake(testDescription: "half a connection", environment: ["POOL_SIZE": "0.5"], named: "POOL_SIZE"),
      Mistake(testDescription: "a wrong port variable", environment: ["PORT": "eighty"], named: "MADOGUCHI_PORT"),
      Mistake(testDescription: "no time of day", options: ["--retention-at", "24:00"], named: "--retention-at"),
      Mistake(testDescription: "no time by a variable", environment: ["RETENTION_AT": "noon"], named: "RETENTION_AT"),
      Mistake(testDescription: "no log level", environment: ["LOG_LEVEL": "loud"], named: "LOG_LEVEL"),
      Mistake(testDescription: "neither yes nor no", environment: ["CLOCK_CONTROL": "perhaps"], named: "CLOCK_CONTROL"),
      Mistake(
        testDescription: "neither yes nor no to a proxy", environment: ["TRUST_FORWARDED_FOR": "mine"],
        named: "TRUST_FORWARDED_FOR"),
      Mistake(
        testDescription: "neither yes nor no to prepared statements", environment: ["PREPARED_STATEMENTS": "some"],
        named: "PREPARED_STATEMENTS"),
      Mistake(
        testDescription: "a clock variable without zone", environment: ["CLOCK": "2026-09-16T09:00"], named: "offset"),
      Mistake(
        testDescription: "a clock for a shared database", options: ["--database-url", nowhere, "--clock", instant],
        named: "--clock"),
      Mistake(
        testDescription: "a clock for a shared database, by a variable", options: ["--database-url", nowhere],
        environment: ["CLOCK": instant], named: "--clock"),
      Mistake(
        testDescription: "clock control for a shared database",
        options: ["--database-url", nowhere, "--clock-control"],
        named: "--clock-control"),
      Mistake(
        testDescription: "a clock that is none", options: ["--embedded", "/nonexistent", "--clock", "tomorrow"],
        named: "--clock"),
    ]

    @Test(arguments: mistakes)
    func `a wrong setting stops the start with a sentence that names it`(_ mistake: Mistake) async throws {
      let environment = Dictionary(
        uniqueKeysWithValues: mistake.environment.map { ("MADOGUCHI_\($0.key)", $0.value) })
      let stopped = try await Program.run(["serve"] + mistake.options, environment)
      #expect(stopped.exitCode != 0)
      #expect(stopped.exitCode < 128, "it ended by a signal")
      let sentence = stopped.errors.split(separator: "\n").first.map(String.init) ?? ""
      #expect(sentence.hasPrefix("Error: "))
      #expect(sentence.contains(mistake.named), "\(stopped.errors)")
      #expect(stopped.output.isEmpty)
    }

    @Test func `a password in an address is never shown`() async throws {
      let address = "postgresql://madoguchi_app:geheim@[broken/madoguchi"
      let stopped = try await Program.run(["serve", "--database-url", address])
      #expect(stopped.exitCode != 0)
      #expect(!(stopped.errors + stopped.output).contains("geheim"))
    }

    @Test func `a database that cannot be reached is waited for`() async throws {
      try await Scratch.use { scratch in
        let arguments = ["serve", "--database-url", Self.nowhere]
        try await Service.run(arguments, in: scratch) { service in
          let ready = try await service.client.send("GET", "/readyz")
          #expect(ready.status == 503)
          #expect(ready.code == "database_unavailable")
          #expect(ready[header: "Retry-After"] != nil)
          #expect(try await service.client.send("GET", "/healthz").status == 200)
          #expect(await service.stop(with: SIGTERM) == 0)
        }
      }
    }

    @Test func `a role that row-level security does not bind is refused`() async throws {
      try await Scratch.use { scratch in
        try await Service.serve(in: scratch) { service in
          let address = "postgresql:///madoguchi?host=\(scratch.data)&user=postgres"
          let stopped = try await Program.run(["serve", "--database-url", address, "--port", "0"])
          #expect(stopped.exitCode != 0 && stopped.exitCode < 128)
          #expect(stopped.errors.contains("row-level security"), "\(stopped.errors)")
          #expect(await service.stop(with: SIGTERM) == 0)
        }
      }
    }

    @Test(arguments: [true, false])
    func `behind a proxy that is trusted, a broken client locks out itself alone`(isTrusted: Bool) async throws {
      try await Scratch.use { scratch in
        try await Service.serve(in: scratch, ["--trust-forwarded-for", "\(isTrusted)"]) { service in
          func status(from address: String, _ token: String) async throws -> Int {
            try await service.client.send(
              "GET", "/v1/clock", token: token, headers: ["X-Forwarded-For": "198.51.100.1, \(address)"]
            ).status
          }
          var answers: [Int] = []
          while answers.last != 429, answers.count < 300 {
            answers.append(try await status(from: "192.0.2.1", "broken"))
          }
          #expect(answers.last == 429 && answers.first == 401)
          #expect(try await status(from: "192.0.2.2", "another") == (isTrusted ? 401 : 429))
          #expect(await service.stop(with: SIGTERM) == 0)
        }
      }
    }

    @Test func `without clock control nobody moves the clock`() async throws {
      try await Scratch.use { scratch in
        try await Service.serve(in: scratch, ["--clock", Self.instant]) { service in
          let place = ["--embedded", scratch.data]
          let created = try await Program.run(["token", "create", "--role", "system_admin", "--name", "検査"] + place)
          let token = created.output.trimmingCharacters(in: .newlines)
          let body = #"{"now":"2026-09-17T09:00:00+09:00"}"#
          let moved = try await service.client.send("POST", "/v1/clock", token: token, body)
          #expect(moved.status == 404)
          let read = try await service.client.send("GET", "/v1/clock", token: token)
          #expect(read.json["now"].text?.hasPrefix("2026-09-16T09:0") == true)
        }
      }
    }
  }
}
