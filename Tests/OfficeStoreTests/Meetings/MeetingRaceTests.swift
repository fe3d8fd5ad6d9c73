import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// Two at once who want from one pool, or from a licence whose secrets are changing.
@Suite(.timeLimit(.minutes(1))) struct MeetingRaceTests {
  private let database: TestDatabase
  /// One licence only, so that it is known whose pool is asked.
  private var office: TestOffice { database.kobe }

  init() async throws { database = try await TestDatabase.make(connections: 8) }

  private func licence() async throws -> LicenceID { try #require(try await office.licences().first?.id) }

  @Test func `who wants from a pool waits for who is taking from it, and gets the next`() async throws {
    try await office.dropCredentials(of: licence())
    try await office.pool([.sample(101), .sample(102), .sample(103)], of: licence())
    let first = try await office.confirmed(.september(17, 9))
    let second = try await office.offered(.september(17, 10))
    let office = self.office
    _ = try await database.cross(in: office) { session in
      _ = try await session.run(Meeting.reissuing(to: [first.id], in: session))
    } with: {
      try await office.confirm(second.id, .september(17, 10))
    }
    #expect(try await office.meeting(of: first.id) != office.meeting(of: second.id))
    try await HistoryChecks.meetings(of: database)
  }

  @Test func `what is issued while keys are changed is sealed anew with the rest`() async throws {
    let booking = try await office.confirmed(.september(17, 9))
    let line = KeyRing.line()
    let rotating = OfficeStore(
      pool: database.app, clock: database.clock, logger: .silent,
      keys: try KeyRing(parsing: line + TestDatabase.keyLine))
    _ = try await database.cross(in: office) { session in
      _ = try await session.run(
        [OfficeRules.sharedLock(in: session)] + Meeting.reissuing(to: [booking.id], in: session))
    } with: {
      try await rotating.rotateKeys()
    }
    #expect(try await Set(rotating.boxesByKey().keys) == [try KeyRing(parsing: line).currentID])
  }

  @Test func `what a licence shows is changed after the confirmations under way`() async throws {
    let (office, licence) = (self.office, try await licence())
    let set = try await database.cross(in: office) { session in
      _ = try await session.run([OfficeRules.sharedLock(in: session)])
    } with: {
      try await office.set(.sample(8), of: licence)
    }
    #expect(set.hasWaited)
  }
}
