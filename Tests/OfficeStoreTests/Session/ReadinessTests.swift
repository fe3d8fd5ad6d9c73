import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct ReadinessTests {
  @Test func `a database that takes no writes is not ready, and is again as soon as it does`() async throws {
    let database = try await TestDatabase.make()
    // for sessions that begin now: the store has none yet
    try await set("SET default_transaction_read_only = on", in: database)
    await #expect(throws: DomainError.databaseUnavailable) { try await database.store.checkReadiness() }
    await #expect(throws: DomainError.databaseUnavailable) { try await database.queue.checkReadiness() }
    await #expect(throws: DomainError.databaseUnavailable) { _ = try await database.nishinomiya.receive() }

    try await set("RESET default_transaction_read_only", in: database)
    // no connection from before is used any more
    try await database.store.checkReadiness()
    try await database.queue.checkReadiness()
    _ = try await database.nishinomiya.receive()
  }

  private func set(_ setting: String, in database: TestDatabase) async throws {
    try await database.superuser.withConnection { connection in
      try await connection.execute(
        script: "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I \(setting)', current_database()); END $$")
    }
  }
}
