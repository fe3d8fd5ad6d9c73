import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Refusals: who decides, when they hold, and what they do to an application (Art. 6(6), 12(1), A15).
struct RefusalTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private let number = Application.freshNumber()

  init() async throws { database = try await TestDatabase.make() }

  private func person() async throws -> SeekerID { try await office.receive(.complete(number: number)).seeker.id }

  private func messages() async throws -> [String] {
    try await database.check("SELECT kind || ' ' || coalesce(facts ->> 'ground', '') FROM messages ORDER BY created_at")
      .map { try $0.decode(0) }
  }

  @Test func `a supervisor proposes, the head approves, and then new applications are declined`() async throws {
    let seeker = try await person()
    let proposed = try await office.refuse(seeker, from: .september(16, 8))
    #expect(proposed.status(at: database.clock.now()) == .proposed && proposed.approval == nil)
    #expect(proposed.decision.by.hasPrefix("supervisor:"))
    #expect(try await office.receive(.complete(number: number)).status == .received)
    #expect(try await messages().isEmpty)

    let approved = try await office.approve(proposed.id)
    #expect(approved.status(at: database.clock.now()) == .inForce)
    #expect(approved.approval?.by.hasPrefix("office_head:") == true && approved.noticedAt != nil)
    #expect(try await messages() == ["refused silence"])
    let declined = try await office.receive(.complete(number: number))
    #expect(declined.status == .declined && declined.declineGround == .refused && declined.version == 2)
    #expect(declined.endedAt != nil)
    let events = try await office.events(of: declined.id)
    // an application like any other, whose first event statistics count
    #expect(events.map(\.kind) == ["received", "declined"])
    #expect(events.map(\.version) == [1, 2])
    #expect(events.map(\.from) == [nil, .received])
    #expect(events.map(\.refusal) == [nil, proposed.id])
    #expect(events.map(\.channel) == [.myPage, .myPage])
    #expect(events.first?.occurredAt == events.last?.occurredAt)
    #expect(try await messages() == ["refused silence", "declined "])
    try await HistoryChecks.events(of: database)
    let told = try await database.check("SELECT booking_version FROM messages WHERE kind = 'declined'")
    #expect(try told.map { try $0.decode(0, as: Int.self) } == [2])
  }

  @Test func `the head's own decision is in force at once, and concerns this person in this office`() async throws {
    let seeker = try await person()
    #expect(try await office.refuse(seeker, from: .september(16, 8), by: .officeHead).approval != nil)
    #expect(try await office.receive(.complete(number: number)).status == .declined)
    #expect(try await office.receive().status == .received)
    #expect(try await office.receive(.complete(number: nil)).status == .received)
    #expect(try await database.kobe.receive(.complete(number: number)).status == .received)
    let declined = try #require(try await office.list(.declined).first)
    #expect(try await office.store.standing(ofPersonOf: declined, office.caller(), office.office).refusal != nil)
  }

  @Test func `it begins and ends by the clock, and its notice leaves when it begins`() async throws {
    let seeker = try await person()
    let id = try await office.refuse(
      seeker, from: .september(17, 10), until: .september(18, 10), by: .officeHead
    ).id
    #expect(try await messages().isEmpty)
    #expect(try await office.receive(.complete(number: number, wishes: [.september(25, 10)])).status == .received)
    try await database.store.writeDownDeadlines()
    #expect(try await messages().isEmpty)
    try office.advance(to: .september(17, 10))
    for _ in 0..<2 { try await database.store.writeDownDeadlines() }
    #expect(try await messages() == ["refused silence"])
    #expect(try await office.receive(.complete(number: number, wishes: [.september(25, 10)])).status == .declined)
    try office.advance(to: .september(18, 10))
    #expect(try await office.receive(.complete(number: number, wishes: [.september(25, 10)])).status == .received)
    let refusal = try await office.store.refusal(id, office.caller(), office.office)
    #expect(refusal.status(at: database.clock.now()) == .expired)
    await #expect(throws: DomainError.illegalRefusalStep(current: .expired)) { try await office.lift(id) }
  }

  @Test func `lifted it refuses nobody, and the notice of what never began does not leave`() async throws {
    let seeker = try await person()
    let now = try await office.refuse(seeker, from: .september(16, 8), until: .september(20, 0), by: .officeHead)
    let later = try await office.refuse(seeker, from: .september(20, 0), by: .officeHead)
    try await office.lift(later.id)
    try await office.appeal(now.id)
    #expect(try await office.receive(.complete(number: number)).status == .declined)
    let lifted = try await office.lift(now.id)
    #expect(lifted.lifting?.reason == "停電が確認できた" && lifted.appeal?.text == "停電だった")
    #expect(try await office.receive(.complete(number: number)).status == .received)
    try office.advance(to: .september(21, 0))
    try await database.store.writeDownDeadlines()
    let told = try await messages().filter { $0 == "refused silence" }
    #expect(told.count == 1)
  }

  @Test func `lifted before its notice has left it is told nobody`() async throws {
    let id = try await office.refuse(try await person(), from: .september(16, 8), by: .officeHead).id
    try await office.lift(id)
    let notices = try await database.check("SELECT status FROM messages WHERE kind = 'refused'")
    #expect(try notices.map { try $0.decode(0, as: String.self) } == ["dropped"])
  }

  @Test func `a person is refused once at a time, and may be refused again about the same booking`() async throws {
    let seeker = try await person()
    let first = try await office.refuse(seeker, from: .september(16, 8), until: .september(20, 0), by: .officeHead)
    await #expect(throws: DomainError.refusalOverlaps) {
      try await office.refuse(seeker, from: .september(19, 0), by: .officeHead)
    }
    let second = try await office.refuse(seeker, from: .september(19, 0))
    await #expect(throws: DomainError.refusalOverlaps) { try await office.approve(second.id) }
    try await office.lift(first.id)
    try await office.change(second.id) { $0.from = .september(16, 8) }
    try await office.approve(second.id)
    #expect(first.booking == second.booking)
    #expect(try await messages() == ["refused silence", "refused silence"])
  }

  @Test func `before it is in force a decision is corrected, and a supervisor's correction is approved anew`()
    async throws
  {
    let id = try await office.refuse(try await person(), from: .september(17, 0)).id
    try await office.approve(id)
    let corrected = try await office.change(id) { $0.ground = .conduct }
    #expect(corrected.ground == .conduct && corrected.approval == nil)
    await #expect(throws: DomainError.rangeEmpty) { try await office.change(id) { $0.until = .september(17, 0) } }
    try await office.approve(id)
    let moved = try await office.change(id, by: .officeHead) { $0.from = .september(16, 8) }
    #expect(moved.approval != nil && moved.noticedAt != nil)
    await #expect(throws: DomainError.illegalRefusalStep(current: .inForce)) {
      try await office.change(id) { $0.reason = "x" }
    }
    await #expect(throws: DomainError.illegalRefusalStep(current: .inForce)) { try await office.approve(id) }
  }

  @Test func `an appeal is noted once, and not from before the decision`() async throws {
    let id = try await office.refuse(try await person(), from: .september(16, 8)).id
    await #expect(throws: DomainError.illegalRefusalStep(current: .proposed)) { try await office.appeal(id) }
    try await office.approve(id)
    for instant in [Instant.september(16, 8), .september(18, 0)] {
      await #expect(throws: DomainError.invalidReceivedAt) { try await office.appeal(id, receivedAt: instant) }
    }
    let appealed = try await office.appeal(id)
    #expect(appealed.appeal?.entry.by.hasPrefix("supervisor:") == true)
    #expect(appealed.status(at: database.clock.now()) == .inForce)
    await #expect(throws: DomainError.alreadyAppealed) { try await office.appeal(id) }
  }

  @Test func `nobody is refused who is not there, or in a time that is over`() async throws {
    let seeker = try await person()
    await #expect(throws: DomainError.unknownSeeker) { try await office.refuse(SeekerID(), from: .september(17, 0)) }
    await #expect(throws: DomainError.unknownSeeker) {
      try await database.kobe.refuse(seeker, from: .september(17, 0))
    }
    await #expect(throws: DomainError.slot(.inThePast, index: 0)) {
      try await office.refuse(seeker, from: .september(15, 0), until: .september(16, 8))
    }
  }

  @Test func `what was booked before stays, and a booking that becomes a refused person's is looked at`() async throws {
    let before = try await office.offered(.september(17, 10), number: number)
    let unknown = try await office.receive(.complete(number: nil))
    try await office.refuse(before.seeker.id, from: .september(16, 8), by: .officeHead)
    #expect(try await office.confirm(before.id, .september(17, 10)).status == .confirmed)
    let known = try await office.amend(unknown.id) { $0.seeker.number = JobSeekerNumber(typed: number) }
    #expect(known.status == .received && known.seeker.id == before.seeker.id)
    let tasks = try await database.check("SELECT booking_id FROM tasks WHERE kind = 'refusal_review'")
    #expect(try tasks.map { try $0.decode(0, as: BookingID.self) } == [unknown.id])
  }

  @Test func `lists are asked by status and person, and say what the domain says`() async throws {
    let seeker = try await person()
    let other = try await office.receive().seeker.id
    let past = try await office.refuse(seeker, from: .september(16, 8), until: .september(17, 0), by: .officeHead)
    let current = try await office.refuse(seeker, from: .september(17, 0), until: .september(18, 0), by: .officeHead)
    let ahead = try await office.refuse(seeker, from: .september(18, 0), by: .officeHead)
    let proposed = try await office.refuse(other, from: .september(17, 0))
    let lifted = try await office.refuse(other, from: .september(18, 0))
    try await office.lift(lifted.id)
    try office.advance(to: .september(17, 12))
    let expected: [RefusalStatus: RefusalID] = [
      .expired: past.id, .inForce: current.id, .approved: ahead.id, .proposed: proposed.id, .lifted: lifted.id,
    ]
    for status in RefusalStatus.allCases {
      var query = RefusalQuery()
      query.statuses = [status]
      let found = try await office.store.refusals(query, office.caller(), office.office)
      let id = try #require(expected[status])
      #expect(found.map(\.id) == [id])
      #expect(found.first?.status(at: database.clock.now()) == status)
    }
    var query = RefusalQuery()
    query.seeker = other
    query.limit = 1
    let page = try await office.store.refusals(query, office.caller(), office.office)
    #expect(page.map(\.id) == [proposed.id, lifted.id])
    query.after = Arrival(at: page[0].decision.at, id: page[0].id)
    #expect(try await office.store.refusals(query, office.caller(), office.office).map(\.id) == [lifted.id])
  }
}
