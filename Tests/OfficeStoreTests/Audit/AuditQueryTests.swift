import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// What a supervisor or an auditor finds.
struct AuditQueryTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  private func ask(_ change: (inout AuditQuery) -> Void = { _ in }) async throws -> [AuditListing] {
    var query = AuditQuery()
    query.from = .september(16, 9)
    query.limit = 200
    change(&query)
    return try await database.store.audit(query, office.caller(.supervisor), office.office)
  }

  private func find(_ text: String, _ store: OfficeStore? = nil) async throws -> [AuditEntry] {
    let number = try #require(JobSeekerNumber(typed: text))
    var query = AuditQuery()
    query.from = .september(16, 9)
    let found = Found()
    _ = try await (store ?? database.store).searchAudit(query, for: number, office.context(by: .supervisor)) {
      found.entries = $0.map(\.entry)
      return Answer(status: 200, body: [])
    }
    return found.entries
  }

  private final class Found { var entries: [AuditEntry] = [] }

  @Test func `reading the audit is audited`() async throws {
    #expect(try await ask().isEmpty)
    let seen = try await ask()
    #expect(seen.map(\.entry.kind) == ["read"] && seen.first?.entry.actor == office.caller(.supervisor).actor)
    _ = try await database.store.auditSeals(limit: 1, office.caller(.supervisor), office.office)
    #expect(try await ask().count == 3)
  }

  @Test func `each condition narrows what is found`() async throws {
    let booking = try await office.receive()
    _ = try await office.receive()
    try office.advance(to: .september(16, 10))
    _ = try await office.read(booking.id)
    try await office.withdraw(booking.id)
    #expect(try await ask { $0.booking = booking.id }.map(\.entry.kind) == ["change", "read", "change"])
    // a look into the audit of a booking is one about it
    #expect(try await ask { ($0.booking, $0.kind) = (booking.id, .read) }.count == 2)
    #expect(try await ask { ($0.booking, $0.to) = (booking.id, .september(16, 10)) }.count == 1)
    #expect(try await ask { ($0.booking, $0.from) = (booking.id, .september(16, 10)) }.count == 5)
    #expect(try await ask { ($0.kind, $0.actor) = (.change, office.caller(.gateway).actor) }.count == 3)
    #expect(try await ask { $0.operation = "getBooking" }.isEmpty)
    #expect(try await ask { ($0.kind, $0.operation) = (.change, "command") }.count == 3)
  }

  @Test func `pages go from the newest to the oldest and repeat nothing`() async throws {
    for _ in 0..<5 { _ = try await office.receive() }
    var (seen, after) = ([AuditEntryID](), Arrival<IdentifierKind.AuditEntry>?.none)
    while true {
      let page = try await ask { ($0.kind, $0.limit, $0.after) = (.change, 2, after) }
      seen += page.prefix(2).map(\.entry.id)
      guard page.count > 2 else { break }
      after = Arrival(at: page[1].entry.at, id: page[1].entry.id)
    }
    let all = try await ask { $0.kind = .change }
    #expect(seen == all.map(\.entry.id) && seen.count == 5)
    #expect(all.map(\.entry.at) == all.map(\.entry.at).sorted(by: >))
  }

  @Test func `an entry tells its batch once it is sealed`() async throws {
    try await database.seal(office)
    let booking = try await office.receive()
    #expect(try await ask { $0.booking = booking.id }.map(\.seal) == [nil])
    let seal = try #require(try await database.seal(office).first)
    let change = try await ask { ($0.booking, $0.kind) = (booking.id, .change) }
    #expect(change.map(\.seal) == [seal.number])
    let seals = try await database.store.auditSeals(limit: 1, office.caller(.supervisor), office.office)
    #expect(seals.first.map { $0.number >= seal.number } == true)
  }

  @Test func `a person is found by number, and nobody else`() async throws {
    let booking = try await office.receive(.complete(number: "28990-1"))
    _ = try await office.receive(.complete(number: "28990-2"))
    _ = try await office.read(booking.id)
    #expect(try await find("28990-1").map(\.kind) == ["read", "change"])
    // its own search is found too, the next time
    #expect(try await find("28990-1").count == 3)
    #expect(try await find("28990-3").isEmpty)
    // the person's row is blanked, and the digests still tell
    try await database.tamper("UPDATE seekers SET job_seeker_number = NULL")
    #expect(try await find("28990-1").count == 4)
  }

  @Test func `what was digested under an older key of the ring is found too`() async throws {
    let (old, new) = (KeyRing.line(), KeyRing.line())
    func store(_ ring: String) throws -> OfficeStore {
      OfficeStore(pool: database.app, clock: database.clock, logger: .silent, keys: try KeyRing(parsing: ring))
    }
    _ = try await store(old).receive(.complete(number: "28990-1"), office.context(by: .gateway)) { _, _ in
      Answer(status: 201, body: [])
    }
    try await database.tamper("UPDATE seekers SET job_seeker_number = NULL")
    #expect(try await find("28990-1", store(new + old)).map(\.kind) == ["change"])
    #expect(try await find("28990-1", store(new)).map(\.kind) == ["read"])
  }

  @Test func `another office finds nothing`() async throws {
    let booking = try await database.kobe.receive(.complete(number: "28990-1"))
    #expect(try await ask { $0.booking = booking.id }.isEmpty)
    #expect(try await find("28990-1").isEmpty)
    // that it was asked for is not told apart from nothing
    #expect(try await ask { $0.kind = .read }.allSatisfy { $0.entry.bookings.isEmpty })
  }
}
