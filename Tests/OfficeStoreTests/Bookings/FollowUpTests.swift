import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Art. 6(5): the time agreed in a session for the next one.
struct FollowUpTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  private func running(at start: Instant = .september(17, 10)) async throws -> Booking {
    let booking = try await office.ready(start)
    try office.advance(to: start)
    return try await office.start(booking.id)
  }

  @Test func `the next session is firm at once, of the same person, and never lapses`() async throws {
    let parent = try await running()
    let next = try await office.followUp(parent.id, .september(24, 10))
    #expect(next.status == .confirmed && next.version == 1)
    #expect(next.origin == .inSession && next.parent == parent.id && next.channel == .session)
    #expect(next.seeker.id == parent.seeker.id && next.offer == nil)
    #expect(next.agreement?.slot == Slot(start: .september(24, 10), minutes: 30))
    #expect(next.agreement?.vendor == parent.agreement?.vendor)
    #expect(try await office.events(of: next.id).map(\.kind) == ["confirmed"])
    #expect(try await office.read(parent.id).version == parent.version)
    try office.advance(to: .september(24, 9, 59))
    #expect(try await office.read(next.id).status == .confirmed)
    try await HistoryChecks.allocations(of: database)
  }

  @Test func `a session held today can still be followed up, tomorrow it can't`() async throws {
    let parent = try await running()
    try await office.complete(parent.id)
    try office.advance(to: .september(17, 20))
    #expect(try await office.followUp(parent.id, .september(24, 10)).status == .confirmed)
    try office.advance(to: .september(18, 0))
    await #expect(throws: DomainError.illegalTransition(current: .held)) {
      try await office.followUp(parent.id, .september(24, 11))
    }
  }

  @Test func `only a session is followed up`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    await #expect(throws: DomainError.illegalTransition(current: .confirmed)) {
      try await office.followUp(booking.id, .september(24, 10))
    }
    await #expect(throws: DomainError.notFound) { try await database.kobe.followUp(booking.id, .september(24, 10)) }
  }

  @Test func `the cut-off holds, and so do hours and days`() async throws {
    let parent = try await running()
    await #expect(throws: DomainError.pastCutoff) { try await office.followUp(parent.id, .september(17, 14)) }
    await #expect(throws: DomainError.slot(.closedDay, index: 0)) {
      try await office.followUp(parent.id, .september(22, 10))
    }
    let override = RuleOverride(rule: .confirmCutoff, reason: "本日中の面接練習")
    #expect(try await office.followUp(parent.id, .september(17, 14), override: override).status == .confirmed)
  }

  @Test func `what is firm at once asks for the number where a confirmation does (A5)`() async throws {
    try await office.setPolicy { $0.jobSeekerNumberRequiredAt = .session }
    let id = try await office.offered(.september(17, 10), number: nil).id
    try await office.confirm(id, .september(17, 10))
    try await office.checkEnvironment(id)
    try await office.setPolicy { $0.jobSeekerNumberRequiredAt = .confirm }
    try office.advance(to: .september(17, 10))
    try await office.start(id)
    await #expect(throws: DomainError.jobSeekerNumberRequired) { try await office.followUp(id, .september(24, 10)) }
    let override = RuleOverride(rule: .jobSeekerNumber, reason: "登録手続中")
    #expect(try await office.followUp(id, .september(24, 10), override: override).status == .confirmed)
  }

  @Test func `another service is given by those who give it`() async throws {
    let parent = try await running()
    await #expect(throws: DomainError.unknownService) {
      try await office.followUp(parent.id, .september(24, 10), service: "dancing")
    }
    await #expect(throws: DomainError.noResources) {
      try await office.followUp(parent.id, .september(24, 10), service: "interview")
    }
    #expect(try await office.followUp(parent.id, .september(24, 10), service: "placement").service == "placement")
  }

  @Test func `one person has one session at a time`() async throws {
    let parent = try await running()
    try await office.followUp(parent.id, .september(24, 10))
    await #expect(throws: DomainError.seekerBusy) { try await office.followUp(parent.id, .september(24, 10)) }
  }

  @Test func `who finds the time taken has made no booking`() async throws {
    let parent = try await running()
    for _ in 0..<2 { _ = try await office.confirmed(.september(24, 10)) }
    await #expect(throws: DomainError.slotTaken(bookings: [])) {
      try await office.followUp(parent.id, .september(24, 10))
    }
    let children = try await database.check("SELECT 1 FROM bookings WHERE parent_booking_id IS NOT NULL")
    #expect(children.isEmpty)
  }
}
