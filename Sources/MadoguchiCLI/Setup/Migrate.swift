import ArgumentParser
import OfficeStore

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the database's schema up to date.",
    discussion: """
      Forward only, one transaction a step; safe to repeat and to run on two machines at once. Needs the owner's address \
      (--owner-url), and the roles of sql/roles.sql, which the cluster's administrator makes once.
      """)

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await Deployment.with(database) { deployment in
      let applied = try await deployment.asOwner(anySchema: true) {
        try await Migrator(owner: $0, clock: deployment.clock).run()
      }
      for name in applied { print("applied \(name)") }
      print("the schema is up to date")
    }
  }
}
