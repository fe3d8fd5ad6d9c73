import ArgumentParser
import Foundation
import OfficeStore

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the database's schema up to date.",
    discussion: """
      Forward only, one transaction a step, each named when it is done; a step waits five seconds for locks. Safe to repeat and to run on two machines at once. Needs the owner's address \
      (--owner-url), and the roles of sql/roles.sql, which the cluster's administrator makes once.
      """)

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await Deployment.with(database) { deployment in
      _ = try await deployment.asOwner(anySchema: true) { pool in
        try await Migrator(owner: pool, clock: deployment.clock).run { name in
          print("applied \(name)")
          fflush(nil)
        }
      }
      print("the schema is up to date")
    }
  }
}
