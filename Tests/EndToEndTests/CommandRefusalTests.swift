import Foundation
import Testing

extension EndToEndTests {
  @Suite struct CommandRefusalTests {
    private static let commands: [[String]] = [
      ["retention", "run", "--all", "--maintenance-url"], ["message", "redeliver", "--all", "--database-url"],
      ["message", "preview", "--kind", "details", "--office", "2804", "--database-url"],
      ["token", "create", "--role", "system_admin", "--name", "検査", "--owner-url"], ["migrate", "--owner-url"],
    ]

    @Test(arguments: commands)
    func `a database that is away is told as a sentence that names the address`(_ command: [String]) async throws {
      let nowhere = "postgresql://madoguchi@/madoguchi?host=/nonexistent"
      let stopped = try await Program.run(command + [nowhere])
      #expect(stopped.exitCode != 0 && stopped.exitCode < 128)
      let option = try #require(command.last)
      #expect(stopped.errors.contains("Error: the database of \(option) cannot be reached"), "\(stopped.errors)")
    }

    @Test func `a database that was not migrated is told as that by all that would work with it`() async throws {
      try await Scratch.use { scratch in
        try await Service.serve(in: scratch) { service in
          func empty(_ role: String) -> String { "postgresql:///postgres?host=\(scratch.data)&user=madoguchi_\(role)" }
          let commands = [
            ["serve", "--port", "0", "--database-url", empty("app")],
            ["relay", "--without-keys", "--relay-url", empty("relay")],
            ["retention", "run", "--all", "--maintenance-url", empty("maintenance")],
            ["message", "redeliver", "--all", "--database-url", empty("app")],
            ["token", "create", "--role", "system_admin", "--name", "検査", "--owner-url", empty("owner")],
          ]
          for command in commands {
            let stopped = try await Program.run(command)
            #expect(stopped.exitCode != 0 && stopped.exitCode < 128, "\(command[0])")
            #expect(stopped.errors.contains("it lacks 0001_"), "\(command[0]): \(stopped.errors)")
            #expect(stopped.errors.contains("run `madoguchi migrate`"), "\(command[0]): \(stopped.errors)")
          }
          #expect(await service.stop(with: SIGTERM) == 0)
        }
      }
    }
  }
}
