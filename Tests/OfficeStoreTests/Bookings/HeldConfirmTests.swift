import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// A confirmation takes what its offer holds, and looks for something else only where that is gone.
@Suite(.timeLimit(.minutes(1))) struct HeldConfirmTests {
  private let database: TestDatabase

  init() async throws { database = try await TestDatabase.make() }

  /// What a confirmation of 17 September, 10:00 reads: how many rows are the hold, the resources, what is taken, the loads.
  private func read(for booking: Booking, in office: TestOffice) async throws -> [Int] {
    try await database.app.withConnection { connection in
      let session = Session(
        connection: connection, actor: "counselor:test", office: office.office, now: database.clock.now())
      let opening = [Statement("BEGIN"), session.enter]
      let reading = Holding.readingOrSupply(of: booking.id, at: .september(17, 10), in: session)
      return try await session.run(opening + reading).dropFirst(opening.count).map(\.count)
    }
  }

  @Test func `whose hold lives looks for nothing else`() async throws {
    let office = database.nishinomiya
    _ = try await office.confirmed(.september(17, 10))
    let held = try await office.offered(.september(17, 10))
    #expect(try await read(for: held, in: office) == [1, 0, 0, 0])
  }

  @Test func `without a hold, or with one for another time, everything is looked for`() async throws {
    let office = database.nishinomiya
    _ = try await office.confirmed(.september(17, 10))
    let elsewhere = try await office.offered(.september(17, 11))
    // the session and the other booking's hold are two loads of the day, unless one counselor has both
    let found = try await read(for: elsewhere, in: office)
    #expect(found == [0, 1, 1, 1])
    try await office.setPolicy { $0.holdOffers = false }
    let unheld = try await office.offered(.september(17, 10))
    #expect(try await read(for: unheld, in: office).prefix(3) == [0, 1, 1])
  }

  @Test func `an expired hold is none`() async throws {
    let office = database.nishinomiya
    let booking = try await office.offered(.september(17, 10))
    try office.advance(to: .september(17, 9))
    #expect(try await read(for: booking, in: office) == [0, 1, 0, 0])
  }

  @Test func `a hold that somebody clears away meanwhile is claimed anew`() async throws {
    let office = database.kobe
    let booking = try await office.offered(.september(17, 10))
    let confirmed = try await database.superuser.withConnection { connection in
      _ = try await connection.run([
        Statement("BEGIN"), Statement("DELETE FROM allocations WHERE booking_id = $1", booking.id),
      ])
      let confirming = Task { try await office.confirm(booking.id, .september(17, 10)) }
      for _ in 0..<5_000 {
        let waiting = try await database.check(
          """
          SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND usename = 'madoguchi_app' AND wait_event_type = 'Lock'
          """)
        if !waiting.isEmpty { break }
        await Task.yield()
      }
      _ = try await connection.run(Statement("COMMIT"))
      return try await confirming.value
    }
    #expect(confirmed.status == .confirmed)
    let kinds = try await database.check("SELECT kind FROM allocations WHERE booking_id = $1", booking.id)
    #expect(try kinds.map { try $0.decode(0, as: String.self) } == ["session"])
  }
}
