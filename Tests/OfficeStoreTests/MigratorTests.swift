import OfficeStore
import Postgres
import TestDatabase
import Testing

@testable import Schema

struct MigratorTests {
  private let pool: Pool
  private static let clock = ServiceClock(startingAt: .september(16, 9))
  private let first = Schema.Migration(name: "0001_one", sql: "CREATE TABLE one (id integer);")
  private let second = Schema.Migration(name: "0002_two", sql: "CREATE TABLE two (id integer);")

  init() async throws { pool = try await TestDatabase.makeEmpty() }

  @Test func `the whole schema is applied once, and a second run finds nothing to do`() async throws {
    #expect(try await migrate(Schema.migrations) == Schema.migrations.map(\.name))
    #expect(try await migrate(Schema.migrations) == [])
  }

  @Test func `only what is missing is applied`() async throws {
    #expect(try await migrate([first]) == ["0001_one"])
    #expect(try await migrate([first, second]) == ["0002_two"])
  }

  @Test func `machines that migrate at once apply each step once`() async throws {
    let applied = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 { group.addTask { try await migrate([first, second]) } }
      return try await group.reduce([], +)
    }
    #expect(applied.sorted() == ["0001_one", "0002_two"])
  }

  @Test func `an applied step whose text was edited is refused`() async throws {
    _ = try await migrate([first])
    let edited = Schema.Migration(name: first.name, sql: first.sql + " -- edited")
    await #expect(throws: Migrator.Failure.edited("0001_one")) { try await migrate([edited, second]) }
    #expect(try await tables() == ["one", "schema_migrations"])
  }

  @Test func `a database that is ahead of the binary is refused`() async throws {
    _ = try await migrate([first, second])
    await #expect(throws: Migrator.Failure.unknown("0002_two")) { try await migrate([first]) }
  }

  @Test func `a step that fails is rolled back and those before it stay`() async throws {
    let failing = Schema.Migration(name: "0002_two", sql: "CREATE TABLE half (id integer); SELECT 1 / 0;")
    let failure = await #expect(throws: Migrator.Failure.self) { try await migrate([first, failing]) }
    #expect(failure?.description.hasPrefix("migration 0002_two failed and was rolled back: ") == true)
    #expect(try await tables() == ["one", "schema_migrations"])
    #expect(try await migrate([first, second]) == ["0002_two"])
  }

  private func migrate(_ migrations: [Schema.Migration]) async throws -> [String] {
    try await Migrator(owner: pool, clock: Self.clock).run(migrations)
  }

  private func tables() async throws -> [String] {
    try await pool.withConnection { connection in
      try await connection.run(
        Statement("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
      ).map { try $0.decode(0, as: String.self) }
    }
  }
}
