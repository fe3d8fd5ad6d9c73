import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// Two at once: whatever crosses ends as if one had come after the other.
@Suite(.timeLimit(.minutes(1))) struct SilenceRaceTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private let number = Application.freshNumber()

  init() async throws { database = try await TestDatabase.make(connections: 8) }

  /// What becomes of `crossing`, which is begun while a transaction that has done `held` is open.
  @discardableResult
  private func cross<Result: Sendable>(
    _ held: (Session) async throws -> Void, with crossing: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await database.cross(in: office, held, with: crossing).outcome
  }

  @Test func `an application that crosses an approval comes after it`() async throws {
    let seeker = try await office.receive(.complete(number: number)).seeker.id
    let proposed = try await office.refuse(seeker, from: .september(16, 8))
    let (office, number) = (self.office, self.number)
    let booking = try await cross { session in
      var approved = proposed
      approved.approval = Refusal.Act(at: session.now, by: session.actor)
      _ = try await session.run(Refusal.lock(proposed.id, in: session) + [approved.writing(in: session)])
    } with: {
      try await office.receive(.complete(number: number))
    }
    #expect(booking.status == .declined)
    #expect(try await office.events(of: booking.id).last?.refusal == proposed.id)
  }

  @Test func `a lifting that crosses a redelivery of the notice comes after it, and takes it back`() async throws {
    let seeker = try await office.receive(.complete(number: number)).seeker.id
    let refusal = try await office.refuse(seeker, from: .september(16, 8), by: .officeHead)
    try await database.deliverMessages()
    let notice = try #require(try await office.messages().first { $0.kind == .refused })
    let office = self.office
    try await cross { session in
      _ = try await session.run(
        OutboxMessage.openingRedelivery(of: notice.id, in: session) + [
          Statement(
            "UPDATE messages SET status = 'pending', delivered_at = NULL WHERE office_id = $1 AND id = $2",
            session.office.id, notice.id)
        ])
    } with: {
      try await office.lift(refusal.id)
    }
    #expect(try await office.messages().first { $0.id == notice.id }?.status == .dropped)
  }

  @Test func `an application that crosses a lifting comes after it`() async throws {
    let seeker = try await office.receive(.complete(number: number)).seeker.id
    let refusal = try await office.refuse(seeker, from: .september(16, 8), by: .officeHead)
    let (office, number) = (self.office, self.number)
    let booking = try await cross { session in
      _ = try await session.run(
        Refusal.lock(refusal.id, in: session) + [Refusal.lifting(refusal.id, reason: "停電", in: session)])
    } with: {
      try await office.receive(.complete(number: number))
    }
    #expect(booking.status == .received)
  }

  @Test func `a lifting waits for the application that it crosses`() async throws {
    let seeker = try await office.receive(.complete(number: number)).seeker.id
    let refusal = try await office.refuse(seeker, from: .september(16, 8), by: .officeHead)
    let typed = try #require(JobSeekerNumber(typed: number))
    let office = self.office
    let (lifted, hasWaited) = try await database.cross(in: office) { session in
      let found = try await session.run(Refusal.inForce(forNumber: typed, in: session))
      #expect(try found.last?.first?.decode(0, as: RefusalID.self) == refusal.id)
    } with: {
      try await office.lift(refusal.id)
    }
    #expect(hasWaited && lifted.lifting != nil)
  }

  @Test func `a decision waits for the application that it crosses`() async throws {
    let seeker = try await office.receive(.complete(number: number)).seeker.id
    let typed = try #require(JobSeekerNumber(typed: number))
    let office = self.office
    let (refusal, hasWaited) = try await database.cross(in: office) { session in
      _ = try await session.run(Refusal.inForce(forNumber: typed, in: session))
    } with: {
      try await office.refuse(seeker, from: .september(16, 8), by: .officeHead)
    }
    #expect(hasWaited && refusal.approval != nil)
  }

  @Test func `of two no-shows that are written down at once the later one asks for the review`() async throws {
    let first = try await office.confirmed(.september(17, 10), number: number)
    let second = try await office.confirmed(.september(17, 11), number: number)
    try office.advance(to: .september(17, 12))
    let store = database.store
    try await cross { session in
      let read = try await session.run([Booking.lock(first.id, in: session), Booking.reading(first.id, in: session)])
      let booking = try Booking(row: try #require(read.last?.first))
      _ = try await session.run(booking.writingDownWhatIsDue(in: session))
    } with: {
      try await store.writeDownDeadlines()
    }
    let tasks = try await database.check("SELECT booking_id FROM tasks WHERE kind = 'refusal_review'")
    #expect(try tasks.map { try $0.decode(0, as: BookingID.self) } == [second.id])
  }

  @Test func `an incident that crosses the writing of a no-show tells of it`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 12))
    let office = self.office
    let entered = try await cross { session in
      let read = try await session.run([
        Booking.lock(booking.id, in: session), Booking.reading(booking.id, in: session),
      ])
      _ = try await session.run(
        try Booking(row: try #require(read.last?.first)).writingDownWhatIsDue(in: session))
    } with: {
      try await office.incident(.september(17, 9))
    }
    #expect(entered.reach.excused.isEmpty && entered.reach.affected == [booking.id])
    #expect(try await office.read(booking.id).status == .noShow)
  }

  @Test func `a no-show whose writing crosses an incident is excused`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 12))
    let store = database.store
    try await cross { session in
      let incident = Incident(
        id: IncidentID(), code: .other, period: IncidentPeriod(vendor: nil, start: .september(17, 9), end: nil),
        note: nil, createdAt: session.now, createdBy: session.actor)
      _ = try await session.run([incident.insertion(in: session), IncidentReach.waiting(in: session)])
    } with: {
      try await store.writeDownDeadlines()
    }
    // the sweep passes by what somebody has in hand; the slot is over, so the next round finds it undone
    try await store.writeDownDeadlines()
    #expect(try await office.read(booking.id).status == .confirmed)
    #expect(try await office.events(of: booking.id).last?.kind == "confirmed")
  }

  @Test func `what a sweep has found is judged anew once it is in hand`() async throws {
    // a sweep begins with 2801
    let (office, store) = (database.kobe, database.store)
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 12))
    try await database.superuser.withConnection { other in
      // with its bookings in hand the sweep waits here, for refusals that it would take in hand as well
      _ = try await other.run([Statement("BEGIN"), Statement("LOCK TABLE refusals IN EXCLUSIVE MODE")])
      let sweep = Task { try await store.writeDownDeadlines() }
      #expect(try await database.isAnybodyWaiting())
      _ = try await other.run([
        Statement("SELECT enter($1, $2, 'test')", office.office.id, database.clock.now()),
        Statement(
          "INSERT INTO incidents (office_id, id, code, starts_at) VALUES ($1, $2, 'disaster', $3)", office.office.id,
          IncidentID(), Instant.september(17, 9)),
        Statement("COMMIT"),
      ])
      _ = try await sweep.value
    }
    #expect(try await office.read(booking.id).status == .confirmed)
    #expect(try await office.events(of: booking.id).last?.kind == "confirmed")
  }

  @Test func `of a decision and its twin one is in force`() async throws {
    let seeker = try await office.receive(.complete(number: number)).seeker.id
    let office = self.office
    let outcomes = await withTaskGroup(of: DomainError?.self) { group in
      for _ in 0..<4 {
        group.addTask {
          do throws(DomainError) {
            try await office.refuse(seeker, from: .september(16, 8), by: .officeHead)
            return nil
          } catch { return error }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 == nil } == 1 && outcomes.count { $0 == .refusalOverlaps } == 3)
  }
}
