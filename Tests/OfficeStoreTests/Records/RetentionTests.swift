import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

struct RetentionTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  /// Wednesdays, half a year apart.
  private static func later(_ halfYears: Int) -> Instant { .september(16 + 182 * halfYears, 9) }

  /// Applications that are over.
  private func withdrawn(_ count: Int) async throws -> [Booking] {
    var bookings: [Booking] = []
    for _ in 0..<count { bookings.append(try await office.withdraw(office.receive().id)) }
    return bookings
  }

  private func rows(_ counts: RetentionCounts, _ table: String) -> Int? {
    counts.tables.first { $0.name == table }?.rows
  }

  @Test func `what is over for three years names nobody any more, and what is live does`() async throws {
    let over = try #require(try await withdrawn(1).first)
    let live = try await office.receive()
    // the clock runs on, so midnight itself is for sql/tests/expiry.sql
    try office.advance(to: .september(16 + 1096, 12))
    #expect(try await database.retention.rehearse(in: office.office).total == 0)
    try office.advance(to: .september(16 + 1097, 0))
    let gone = try await database.retention.run(in: office.office)
    #expect(rows(gone, "bookings") == 1 && rows(gone, "booking_events") == 2 && rows(gone, "seekers") == 1)
    let blanked = try await office.read(over.id)
    #expect(blanked.seeker.name == "" && blanked.seeker.kana == "" && blanked.seeker.jobSeekerNumber == nil)
    #expect(blanked.status == .withdrawn && blanked.version == over.version && blanked.service == over.service)
    #expect(try await office.read(live.id).seeker.name == live.seeker.name)
    #expect(try await office.events(of: over.id).map(\.kind) == ["received", "withdrawn"])
    await #expect(throws: DomainError.illegalTransition(current: .withdrawn)) { try await office.withdraw(over.id) }
    #expect(try await database.retention.run(in: office.office).total == 0, "twice is nothing more")
  }

  @Test func `a person with a younger booking keeps the name, and is forgotten with it`() async throws {
    let number = Application.freshNumber()
    let first = try await office.withdraw(office.receive(.complete(number: number)).id)
    try office.advance(to: Self.later(4))
    let second = try await office.withdraw(
      office.receive(.complete(number: number, wishes: [Self.later(4).adding(minutes: 24 * 60)])).id)
    #expect(second.seeker.id == first.seeker.id)
    try office.advance(to: Self.later(8))
    let gone = try await database.retention.run(in: office.office)
    #expect(rows(gone, "bookings") == 1 && rows(gone, "seekers") == 0)
    #expect(try await office.read(second.id).seeker.jobSeekerNumber == number)
    try office.advance(to: Self.later(11))
    #expect(try await rows(database.retention.run(in: office.office), "seekers") == 1)
    // the number is free for whoever has it now
    let third = try await office.receive(
      .complete(number: number, wishes: [Self.later(11).adding(minutes: 24 * 60)]))
    #expect(third.seeker.id != first.seeker.id)
  }

  @Test func `what a reversal would touch is closed`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 11))
    try await office.store.writeDownDeadlines()
    try office.advance(to: Self.later(8))
    #expect(try await rows(database.retention.run(in: office.office), "bookings") == 1)
    await #expect(throws: DomainError.blanked) { try await office.reverse(booking.id, to: .held) }
  }

  @Test func `what somebody has asked for stays until the answer`() async throws {
    let booking = try #require(try await withdrawn(1).first)
    try await office.recordUse(office.use(of: booking.id, device: "端末"))
    try office.advance(to: Self.later(7))
    let disclosure = try await office.ask(for: .person(booking.seeker.id))
    #expect(try await database.retention.rehearse(in: office.office).total == 0)
    try await office.take(.refuse(reason: "取下げ"), of: disclosure.id)
    let gone = try await database.retention.run(in: office.office)
    #expect(rows(gone, "bookings") == 1 && rows(gone, "usage_events") == 1 && rows(gone, "usage_devices") == 1)
  }

  @Test func `an office says how long, and another one's rows are its own`() async throws {
    _ = try await withdrawn(1)
    let kobe = database.kobe
    _ = try await kobe.withdraw(kobe.receive().id)
    _ = try await office.store.updateRetention(office.context(by: .officeHead), change: { $0.bookingMonths = 12 }) {
      _ in
      Answer(status: 200, body: [])
    }
    try office.advance(to: Self.later(3))
    #expect(try await rows(database.retention.rehearse(in: kobe.office), "bookings") == 0)
    #expect(try await rows(database.retention.run(in: office.office), "bookings") == 1)
    let names = try await database.check(
      "SELECT count(*) FROM seekers WHERE office_id = $1 AND name <> ''", kobe.office.id)
    #expect(try names.first?.decode(0, as: Int.self) == 1)
    await #expect(throws: DomainError.devicesOutliveUsage) {
      try await office.store.updateRetention(
        office.context(by: .officeHead), change: { $0.usageEventMonths = 2 }
      ) { _ in Answer(status: 200, body: []) }
    }
  }

  @Test func `a run that is broken off leaves its proof, and the next one goes on`() async throws {
    _ = try await withdrawn(5)
    try office.advance(to: Self.later(7))
    let expected = try await database.retention.rehearse(in: office.office)
    #expect(rows(expected, "bookings") == 5)
    // the server drops the connection after the second batch: as if the machine had died
    await #expect(throws: DomainError.self) {
      try await database.retention.run(in: office.office, batch: 1) { gone, _ in
        guard gone.tables.first(where: { $0.name == "bookings" })?.rows == 2 else { return }
        _ = try await database.check(
          """
          SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
          WHERE usename = 'madoguchi_maintenance' AND datname = current_database()
          """)
      }
    }
    let runs = try await office.store.retentionRuns(limit: 10, after: nil, office.caller(.officeHead), office.office)
    let broken = try #require(runs.first)
    #expect(broken.finishedAt == nil && String(decoding: broken.counts, as: UTF8.self).contains("\"bookings\": 2"))
    let rest = try await database.retention.rehearse(in: office.office)
    #expect(rows(rest, "bookings") == 3)
    let gone = try await database.retention.run(in: office.office, batch: 1)
    #expect(gone == rest)
    #expect(rows(gone, "booking_events") == 6 && rows(expected, "booking_events") == 10, "two events a booking")
    let all = try await office.store.retentionRuns(limit: 10, after: nil, office.caller(.officeHead), office.office)
    #expect(all.count == 2 && all.last?.finishedAt != nil)
  }

  @Test func `two machines share the work and take nothing twice`() async throws {
    _ = try await withdrawn(12)
    try office.advance(to: Self.later(7))
    let expected = try await database.retention.rehearse(in: office.office)
    async let one = database.retention.run(in: office.office, batch: 2)
    async let other = database.retention.run(in: office.office, batch: 2)
    let (first, second) = (try await one, try await other)
    let sum = zip(first.tables, second.tables).map { $0.rows + $1.rows }
    #expect(sum == expected.tables.map(\.rows))
    #expect(try await database.retention.rehearse(in: office.office).total == 0)
  }

  @Test func `of machines that find a run due together one does it, and on the next day one does it again`()
    async throws
  {
    _ = try await withdrawn(2)
    try office.advance(to: Self.later(7))
    let night = Self.later(7).adding(minutes: -6 * 60)
    let (retention, place) = (database.retention, office.office)
    async let one = retention.run(in: place, unlessDoneSince: night)
    async let other = retention.run(in: place, unlessDoneSince: night)
    let done = [try await one, try await other].compactMap { $0 }
    #expect(done.count == 1)
    #expect(done.first.flatMap { rows($0, "bookings") } == 2)
    #expect(try await retention.run(in: place, unlessDoneSince: night) == nil)
    try office.advance(to: Self.later(7).adding(minutes: 24 * 60))
    #expect(try await retention.run(in: place, unlessDoneSince: night.adding(minutes: 24 * 60)) != nil)
    let runs = try await office.store.retentionRuns(limit: 10, after: nil, office.caller(.officeHead), place)
    #expect(runs.count == 2)
  }

  @Test func `a run that died is made up, but not while somebody may still be at it`() async throws {
    try office.advance(to: Self.later(7))
    let night = Self.later(7).adding(minutes: -6 * 60)
    _ = try await database.check(
      """
      INSERT INTO retention_runs (office_id, id, until, digest, started_at, started_by)
      VALUES ($1, gen_random_uuid(), '{}', sha256(''), $2, 'maintenance:retention')
      """, office.office.id, Self.later(7))
    try office.advance(to: Self.later(7).adding(minutes: 59))
    #expect(try await database.retention.run(in: office.office, unlessDoneSince: night) == nil)
    try office.advance(to: Self.later(7).adding(minutes: 60))
    #expect(try await database.retention.run(in: office.office, unlessDoneSince: night) != nil)
  }

  @Test func `of the audit whole sealed batches go after five years, and what is left is verified`() async throws {
    _ = try await withdrawn(3)
    let old = try await database.seal(office)
    let before = try await database.entries(of: office).count
    #expect(!old.isEmpty && before >= 6)
    try office.advance(to: Self.later(9))
    _ = try await office.receive(.complete(wishes: [Self.later(9).adding(minutes: 24 * 60)]))
    try await database.seal(office)
    #expect(try await rows(database.retention.rehearse(in: office.office), "audit_seals") == 0)
    try office.advance(to: Self.later(11))
    let expected = try await database.retention.rehearse(in: office.office)
    #expect(rows(expected, "audit_seals").map { $0 >= old.count } == true)
    let gone = try await database.retention.run(in: office.office)
    #expect(gone == expected)
    let left = try await database.entries(of: office)
    #expect(left.allSatisfy { $0.at >= Self.later(9) } && left.contains { $0.operation == "retention" })
    #expect(try await database.flaws(of: office) == [])
    #expect(try await database.retention.run(in: office.office).total == 0)
  }
}
