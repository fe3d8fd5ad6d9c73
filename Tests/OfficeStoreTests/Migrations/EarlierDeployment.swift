import OfficeStore
import Postgres
import TestDatabase

@testable import Schema

/// A deployment of before, to be brought up to date.
struct EarlierDeployment {
  private let pool: Pool
  private let migrator: Migrator

  /// One whose schema ends where this number begins, with what a script puts in.
  init(before number: String, with script: String) async throws {
    pool = try await TestDatabase.makeEmpty()
    migrator = Migrator(owner: pool, clock: ServiceClock(startingAt: .september(16, 9)))
    _ = try await migrator.run(Array(Schema.migrations.prefix { $0.name < number }))
    try await execute(script)
  }

  func execute(_ script: String) async throws {
    try await pool.withConnection { try await $0.execute(script: script) }
  }

  func upgrade() async throws { _ = try await migrator.run() }

  /// What statements find in an office.
  func ask(_ office: Int, _ statements: Statement...) async throws -> [QueryResult] {
    let opening = [
      Statement("BEGIN"), Statement("SELECT enter($1::integer, '2026-09-16 09:00+09', 'test')", office),
    ]
    let results = try await pool.withConnection { connection in
      try await connection.run(opening + statements + [Statement("ROLLBACK")])
    }
    return Array(results.dropFirst(2).dropLast())
  }
}
