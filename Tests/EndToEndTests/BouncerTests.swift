import Foundation
import Testing

extension EndToEndTests {
  @Suite(.enabled(if: Bouncer.isInstalled, "PgBouncer is not installed"))
  struct BouncerTests {
    @Test func `every command goes through PgBouncer in transaction mode when it is told of it`() async throws {
      try await Scratch.use { scratch in
        try await Service.serve(in: scratch) { service in
          try await Bouncer.use(before: scratch) { bouncer in
            let (app, owner) = (bouncer.address(as: "app"), bouncer.address(as: "owner"))
            let samples = "\(Program.repository)/samples/offices.csv"
            let told = ["MADOGUCHI_PREPARED_STATEMENTS": "false"]
            let commands: [[String]] = [
              ["office", "import", samples, "--owner-url", owner], ["migrate", "--owner-url", owner],
              ["token", "create", "--role", "system_admin", "--name", "検査", "--owner-url", owner],
              ["message", "preview", "--kind", "details", "--office", "2804", "--database-url", app],
              ["message", "redeliver", "--all", "--database-url", app],
              ["retention", "run", "--all", "--maintenance-url", bouncer.address(as: "maintenance")],
            ]
            for command in commands {
              let run = try await Program.run(command, told)
              #expect(run.exitCode == 0, "\(command.prefix(2)): \(run.errors)")
            }
            let doctor = ["doctor", "--database-url", app, "--relay-url", bouncer.address(as: "relay")]
            let looked = try await Program.run(doctor, told)
            #expect(looked.output.contains("migrations, unedited"), "\(looked.output)\(looked.errors)")
            #expect(looked.output.contains("madoguchi_relay"), "\(looked.output)")
            let byOption = try await Program.run(doctor + ["--prepared-statements", "false"])
            #expect(byOption.output.contains("migrations, unedited"), "\(byOption.output)\(byOption.errors)")
            let untold = try await Program.run(doctor)
            #expect(untold.exitCode != 0, "it went through PgBouncer as it is, so nothing was shown here")
          }
          #expect(await service.stop(with: SIGTERM) == 0)
        }
      }
    }
  }
}
