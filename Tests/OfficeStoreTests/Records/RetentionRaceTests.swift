import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// Retention beside whatever else goes on.
@Suite(.timeLimit(.minutes(1))) struct RetentionRaceTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a machine waits for its turn`() async throws {
    let (retention, office) = (database.retention, self.office)
    let run = try await database.cross(in: office) { session in
      _ = try await session.run([
        Statement("SELECT pg_advisory_xact_lock(hashtextextended('retention', $1))", Int64(office.office.id))
      ])
    } with: {
      try await retention.run(in: office.office)
    }
    #expect(run.hasWaited && run.outcome.total == 0)
  }

  @Test func `bookings are blanked after the commands under way that make some`() async throws {
    let (retention, office) = (database.retention, self.office)
    let run = try await database.cross(in: office) { session in
      _ = try await session.run([OfficeRules.sharedLock(in: session)])
    } with: {
      try await retention.run(in: office.office)
    }
    #expect(run.hasWaited && run.outcome.total == 0)
  }
}
