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
  }
}
