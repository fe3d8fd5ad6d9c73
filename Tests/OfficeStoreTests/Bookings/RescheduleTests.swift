import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct RescheduleTests {
  private let database: TestDatabase
  /// One counselor, one room, one licence.
  private var office: TestOffice { database.kobe }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a booking moves, its old time is free at once and its ten minutes count anew`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let moved = try await office.reschedule(booking.id, to: .september(18, 11))
    #expect(moved.status == .confirmed && moved.version == booking.version + 1)
    #expect(moved.agreement?.slot == Slot(start: .september(18, 11), minutes: 30))
    #expect(try await office.free(at: .september(17, 10)) == 1)
    #expect(try await office.free(at: .september(18, 11)) == 0)
    #expect(try await office.events(of: booking.id).last?.kind == "rescheduled")
    try office.advance(to: .september(18, 11, 9))
    #expect(try await office.read(booking.id).status == .confirmed)
    try office.advance(to: .september(18, 11, 10))
    #expect(try await office.read(booking.id).status == .noShow)
    try await HistoryChecks.allocations(of: database)
  }

  @Test func `who finds the new time taken keeps the old one`() async throws {
    let first = try await office.confirmed(.september(17, 10))
    _ = try await office.confirmed(.september(17, 11))
    await #expect(throws: DomainError.slotTaken(bookings: [])) {
      try await office.reschedule(first.id, to: .september(17, 11))
    }
    #expect(try await office.read(first.id).version == first.version)
    #expect(try await office.free(at: .september(17, 10)) == 0)
    try await HistoryChecks.allocations(of: database)
  }

  @Test func `a booking may move into time that is partly its own`() async throws {
    try await office.setPolicy { $0.gridMinutes = 10 }
    let booking = try await office.confirmed(.september(17, 10))
    let moved = try await office.reschedule(booking.id, to: .september(17, 10, 10))
    #expect(moved.agreement?.slot.start == .september(17, 10, 10))
  }

  @Test func `the new time is judged like an offered one`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    await #expect(throws: DomainError.slot(.closedDay, index: 0)) {
      try await office.reschedule(booking.id, to: .september(19, 10))
    }
    await #expect(throws: DomainError.slot(.inThePast, index: 0)) {
      try await office.reschedule(booking.id, to: .september(16, 8))
    }
    await #expect(throws: DomainError.pastCutoff) { try await office.reschedule(booking.id, to: .september(16, 14)) }
    let override = RuleOverride(rule: .confirmCutoff, reason: "体調を考慮")
    let moved = try await office.reschedule(
      booking.id, to: .september(16, 14), override: override, context: office.context(by: .supervisor))
    #expect(moved.agreement?.slot.start == .september(16, 14))
    let event = try #require(try await office.events(of: booking.id).last)
    #expect(event.reason == "都合により" && event.override == .confirmCutoff && event.overrideReason == "体調を考慮")
  }

  @Test func `only a firm booking moves, and nobody who is not there is wished for`() async throws {
    let offered = try await office.offered(.september(17, 10))
    await #expect(throws: DomainError.illegalTransition(current: .offered)) {
      try await office.reschedule(offered.id, to: .september(17, 11))
    }
    let confirmed = try await office.confirm(offered.id, .september(17, 10))
    await #expect(throws: DomainError.unknownCounselor) {
      try await office.reschedule(confirmed.id, to: .september(17, 11), counselor: CounselorID())
    }
    await #expect(throws: DomainError.notFound) {
      try await database.nishinomiya.reschedule(confirmed.id, to: .september(17, 11))
    }
  }
}
