import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// What no entry holds, and what is not answered without one.
struct AuditSecrecyTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `no entry, seal or checkpoint holds a name, a number, a reason or a note`() async throws {
    let number = "28990-77770001"
    let booking = try await office.receive(.complete(number: number))
    try await office.offer(booking.id, .september(17, 10))
    try await office.confirm(booking.id, .september(17, 10))
    try await office.contact(booking.id)
    try await office.amend(booking.id) { $0.seeker.name = "職安 次郎" }
    try await office.checkEnvironment(booking.id)
    _ = try await office.events(of: booking.id)
    _ = try await office.list(.confirmed)
    let searched = JobSeekerNumber(typed: number).map { BookingSearch(name: "職安", kana: "ショク", number: $0) }
    _ = try await office.store.search(try #require(searched), office.context()) { _ in Answer(status: 200, body: []) }
    try await office.cancel(booking.id)
    try await database.seal(office)
    #expect(try await database.entries(of: office).count >= 10)
    let rows = try await database.check(
      """
      SELECT to_jsonb(e)::text FROM audit_entries e
      UNION ALL SELECT to_jsonb(s)::text FROM audit_seals s UNION ALL SELECT to_jsonb(c)::text FROM audit_checkpoints c
      """
    ).map { try $0.decode(0, as: String.self) }
    for planted in ["職安", "ショク", "77770001", "28990", "電車", "bookings", "/v1", "mdg_"] {
      #expect(!rows.contains { $0.contains(planted) }, "\(planted)")
    }
  }

  @Test func `what cannot be written down is neither done nor shown`() async throws {
    let booking = try await office.receive()
    _ = try await office.store.addTask(note: "電話する", about: booking.id, office.context()) { _ in
      Answer(status: 201, body: [])
    }
    let task = try #require(try await office.store.tasks(StaffTaskQuery(), office.caller(), office.office).first)
    try await database.superuser.withConnection {
      try await $0.execute(script: "REVOKE INSERT ON audit_entries FROM madoguchi_app")
    }
    await #expect(throws: DomainError.unexpected) { try await office.read(booking.id) }
    await #expect(throws: DomainError.unexpected) { try await office.list(.received) }
    await #expect(throws: DomainError.unexpected) {
      try await office.store.task(task.id, office.caller(), office.office)
    }
    await #expect(throws: DomainError.unexpected) { try await office.withdraw(booking.id) }
    let statuses = try await database.check("SELECT status FROM bookings").map { try $0.decode(0, as: String.self) }
    #expect(statuses == ["received"])
    #expect(try await office.free(at: .september(17, 10)) != nil)
  }

  @Test func `what is done at the command line is in the audit of every office that it reaches`() async throws {
    let administration = Administration(owner: database.owner, clock: database.clock)
    let kobe = try await database.entries(of: database.kobe) {
      let entries = try await database.entries(of: office) {
        _ = try await administration.createToken(role: .auditor, scope: .all, name: "監査")
        _ = try await administration.createToken(role: .counselor, scope: .office(office.office.code), name: "窓口")
      }
      #expect(entries.map(\.operation) == ["createToken", "createToken"])
      #expect(
        entries.allSatisfy { $0.actor == "system_admin:command" && $0.role == "system_admin" && $0.subject != nil })
    }
    #expect(kobe.map(\.operation) == ["createToken"])
  }

  @Test func `a rehearsal leaves nothing`() async throws {
    let administration = Administration(owner: database.owner, clock: database.clock)
    let draft = TermsDraft("利用規約", effectiveFrom: try #require(CivilDate(iso: "2027-04-01")), ground: .initial)
    let entries = try await database.entries(of: office) {
      _ = try await administration.publishTerms(draft, by: .ministry, isDryRun: true)
      let rehearsed = try await database.entries(of: office)
      #expect(rehearsed.isEmpty)
      _ = try await administration.publishTerms(draft, by: .ministry)
    }
    #expect(entries.map(\.operation) == ["publishTerms"])
  }
}
