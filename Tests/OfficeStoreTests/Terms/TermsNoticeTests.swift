import OfficeStore
import Postgres
import Scheduling
import TestDatabase
import Testing

/// 告知 (Art. 13): what follows from an announcement, for every live booking, once.
struct TermsNoticeTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  private func notices() async throws -> [(booking: BookingID, terms: TermsVersionID)] {
    try await database.check(
      "SELECT booking_id, terms_version_id FROM messages WHERE kind = 'terms_changed' ORDER BY booking_id"
    ).map { (try $0.decode(0), try $0.decode(1)) }
  }

  @Test func `every live booking is told once, and nobody else`() async throws {
    let live = [
      try await office.receive(), try await office.offered(.september(17, 11)),
      try await office.confirmed(.september(24, 10)),
    ].map(\.id)
    try await office.cancel(office.confirmed(.september(24, 11)).id)
    try await office.withdraw(office.receive().id)
    _ = try await database.kobe.receive()
    #expect(try await database.store.noticeTerms() == 0)
    let newer = try await office.publish("新しい規約", from: "2026-10-01", .reasonable)
    _ = try await office.receive()
    #expect(try await database.store.noticeTerms() == 3)
    #expect(try await notices().map(\.booking) == live.sorted())
    #expect(try await notices().map(\.terms) == [newer, newer, newer])
    #expect(try await database.store.noticeTerms() == 0)
    let facts = try await database.check(
      "SELECT facts ->> 'effective_from', facts ->> 'terms_title' FROM messages WHERE kind = 'terms_changed' LIMIT 1")
    #expect(try facts.first?.decode(0, as: String.self) == "2026-09-30T15:00:00Z")
    #expect(try facts.first?.decode(1, as: String.self) == "新しい規約")
  }

  @Test func `one task tells the office that a version changed and its users are told`() async throws {
    _ = try await office.receive()
    _ = try await office.receive()
    try await office.publish("新しい規約", from: "2026-10-01")
    for _ in 0..<2 { try await database.store.noticeTerms() }
    var query = StaffTaskQuery()
    query.kind = .termsChanged
    let tasks = try await office.store.tasks(query, office.caller(.officeHead), office.office)
    #expect(tasks.map(\.note) == ["新しい規約, 2026-10-01"] && tasks.first?.booking == nil)
    #expect(tasks.map(\.createdBy) == ["clock"])
    try await office.publish("その次の規約", from: "2026-11-01")
    try await database.store.noticeTerms()
    #expect(try await office.store.tasks(query, office.caller(.officeHead), office.office).count == 2)
  }

  @Test func `nobody is told, and no task is opened, where nobody is waiting`() async throws {
    try await office.publish("新しい規約", from: "2026-10-01")
    #expect(try await database.store.noticeTerms() == 0)
    #expect(try await database.check("SELECT FROM tasks").isEmpty)
  }

  @Test func `what has lapsed by the clock is told nothing`() async throws {
    _ = try await office.offered(.september(17, 10))
    try office.advance(to: .september(17, 0))
    try await office.publish("新しい規約", from: "2026-10-01")
    #expect(try await database.store.noticeTerms() == 0)
  }

  @Test func `a booking that has not changed hears of two versions`() async throws {
    _ = try await office.receive()
    try await office.publish("次の規約", from: "2026-10-01")
    #expect(try await database.store.noticeTerms() == 1)
    try await office.publish("その次の規約", from: "2026-11-01")
    #expect(try await database.store.noticeTerms() == 1)
    #expect(try await notices().count == 2)
  }

  @Test func `where a version will not count nobody hears of it`() async throws {
    _ = try await office.receive()
    _ = try await database.kobe.receive()
    try await office.publish("所の規約", from: "2026-09-17")
    let seminars = try #require(TermsServiceGroup("seminars"))
    try await office.publish("講座の規約", from: "2026-09-17") { $0.serviceGroup = seminars }
    #expect(try await database.store.noticeTerms() == 1)
    let draft = TermsDraft("局の規約", effectiveFrom: try #require(CivilDate(iso: "2026-10-01")), ground: .benefit)
    let bureau = try #require(BureauCode("28"))
    _ = try await Administration(owner: database.owner, clock: database.clock).publishTerms(draft, by: .bureau(bureau))
    #expect(try await database.store.noticeTerms() == 1)
    #expect(try await notices().count == 2)
    #expect(try await database.check("SELECT 1 FROM terms_notices WHERE finished_at IS NULL").isEmpty)
  }

  @Test func `many are told batch by batch, by any number of machines, each once`() async throws {
    let count = 450
    let model = try await office.receive()
    try await database.superuser.withConnection { connection in
      _ = try await connection.run([
        Statement("BEGIN"), Statement("SELECT enter($1, $2, 'test')", office.office.id, database.clock.now()),
        Statement(
          """
          INSERT INTO bookings (
            office_id, id, status, origin, service_code, channel, terms_acknowledged, seeker_id, seeker_name, seeker_kana,
            registration_kind, my_page, declares_device, declares_camera, declares_app, minutes, wishes)
          SELECT office_id, gen_random_uuid(), 'received', 'application', service_code, channel, true, seeker_id,
            seeker_name, seeker_kana, registration_kind, true, true, true, true, minutes, wishes
          FROM bookings CROSS JOIN generate_series(2, $3::integer) WHERE office_id = $1 AND id = $2
          """, office.office.id, model.id, count),
        Statement("COMMIT"),
      ])
    }
    try await office.publish("新しい規約", from: "2026-10-01")
    let told = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<3 { group.addTask { try await database.store.noticeTerms() } }
      return try await group.reduce(0, +)
    }
    let rest = try await database.store.noticeTerms()
    #expect(told + rest == count)
    let notices = try await self.notices()
    #expect(Set(notices.map(\.booking)).count == count && notices.count == count)
    let kept = try await database.check("SELECT told_count FROM terms_notices WHERE told_count > 0")
    #expect(try kept.map { try $0.decode(0, as: Int.self) } == [count])
    #expect(try await database.check("SELECT FROM tasks WHERE kind = 'terms_changed'").count == 1)
  }
}
