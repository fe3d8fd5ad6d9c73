import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// What verification finds when somebody, as nobody may, touches what was sealed.
struct AuditFlawTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private let seals: [AuditSeal]

  init() async throws {
    database = try await TestDatabase.make()
    var seals = try await database.seal(database.nishinomiya)
    for _ in 0..<3 {
      for _ in 0..<2 { _ = try await database.nishinomiya.receive() }
      seals += try await database.seal(database.nishinomiya)
    }
    self.seals = seals
  }

  private var last: AuditSeal { get throws { try #require(seals.last) } }

  /// Of the last batch, one entry.
  private func touch(_ sql: String) async throws {
    try await database.tamper(
      sql.replacing(
        "AN_ENTRY",
        with: """
          (office_id, writer, id) = (SELECT office_id, writer, id FROM audit_entries
            WHERE office_id = \(office.office.id) AND writer >= \(last.fromWriter) AND writer < \(last.toWriter)
            ORDER BY writer, id LIMIT 1)
          """))
  }

  @Test(arguments: [
    "at = at + interval '1 second'", "actor = 'clock'", "role = 'auditor'", "purpose = 'oversight'",
    "request_id = 'ff'", "operation = 'getBooking'", "kind = 'read'", "booking_ids = '{}'",
    "subject_id = '00000000-0000-4000-8000-000000000000'", "person_digests = person_digests || person_digests",
    "person_key_id = 'other'", "waived_rule = 'closed_day'", "outcome = 'replayed'",
    "id = '00000000-0000-4000-8000-000000000000'",
  ])
  func `an edited entry is found in its batch`(edit: String) async throws {
    try await touch("UPDATE audit_entries SET \(edit) WHERE AN_ENTRY")
    #expect(try await database.flaws(of: office) == [.changed(last.number)])
    #expect(try await database.flaws(of: database.kobe) == [])
  }

  @Test func `a removed entry is found in its batch`() async throws {
    try await touch("DELETE FROM audit_entries WHERE AN_ENTRY")
    let flaw = AuditFlaw.miscounted(try last.number, sealed: try last.entryCount, found: try last.entryCount - 1)
    #expect(try await database.flaws(of: office) == [flaw])
  }

  @Test func `an entry that was put in late is found, and the batches around it stay right`() async throws {
    let batch = seals[seals.count - 2]
    try await database.tamper(
      """
      INSERT INTO audit_entries (office_id, writer, id, at, actor, role, purpose, operation, kind, outcome)
      SELECT office_id, \(batch.fromWriter), gen_random_uuid(), at, actor, role, purpose, operation, kind, outcome
      FROM audit_entries, generate_series(1, 3)
      WHERE office_id = \(office.office.id) AND writer >= \(batch.fromWriter) AND writer < \(batch.toWriter)
      """)
    let found = try await database.flaws(of: office)
    #expect(found == [.miscounted(batch.number, sealed: batch.entryCount, found: batch.entryCount + 1)])
  }

  @Test func `an entry of a transaction that never was is found`() async throws {
    try await touch("UPDATE audit_entries SET writer = 9000000000000000 WHERE AN_ENTRY")
    #expect(try await database.flaws(of: office).contains(.stray(1)))
  }

  @Test func `a removed batch is found with and without its entries`() async throws {
    let batch = seals[1]
    try await database.tamper(
      "DELETE FROM audit_seals WHERE office_id = \(office.office.id) AND number = \(batch.number)")
    #expect(try await database.flaws(of: office) == [.missing(batch.number)])
    try await database.tamper(
      """
      DELETE FROM audit_entries WHERE office_id = \(office.office.id)
        AND writer >= \(batch.fromWriter) AND writer < \(batch.toWriter)
      """)
    #expect(try await database.flaws(of: office) == [.missing(batch.number)])
  }

  @Test func `an end that was cut off is found, with and without its entries, also by the quick look`() async throws {
    let (kept, last) = (seals[seals.count - 2], try last)
    try await database.tamper(
      "DELETE FROM audit_seals WHERE office_id = \(office.office.id) AND number = \(last.number)")
    let flaw = AuditFlaw.cutOff(after: kept.number, sealed: last.number)
    #expect(try await database.flaws(of: office) == [flaw])
    try await database.tamper(
      "DELETE FROM audit_entries WHERE office_id = \(office.office.id) AND writer >= \(kept.toWriter)")
    #expect(try await database.flaws(of: office) == [flaw])
    #expect(try await database.flaws(of: office, .last(1)) == [flaw])
    #expect(try await database.flaws(of: database.kobe) == [])
    // nobody seals over it either
    _ = try await office.receive()
    try await database.seal(office)
    #expect(try await database.flaws(of: office).contains(.otherEnd(last.number)))
  }

  @Test func `an end that was made anew is found, and so is a head that is gone`() async throws {
    let last = try last
    try await database.tamper("UPDATE audit_heads SET hash = sha256('x') WHERE office_id = \(office.office.id)")
    #expect(try await database.flaws(of: office) == [.otherEnd(last.number)])
    try await database.tamper("DELETE FROM audit_heads WHERE office_id = \(office.office.id)")
    #expect(try await database.flaws(of: office) == [.otherEnd(last.number)])
  }

  @Test(arguments: [
    "sealed_at = sealed_at + interval '1 second'", "first_at = first_at - interval '1 second'",
    "hash = sha256('x')",
  ])
  func `an edited seal is found`(edit: String) async throws {
    let batch = seals[1]
    try await database.tamper(
      "UPDATE audit_seals SET \(edit) WHERE office_id = \(office.office.id) AND number = \(batch.number)")
    #expect(try await database.flaws(of: office).contains(.changed(batch.number)))
  }

  @Test func `a batch made anew does not fit before the next one`() async throws {
    let batch = seals[0]
    let entries = try await database.check(
      "SELECT * FROM audit_entries WHERE office_id = $1 AND writer >= $2 AND writer < $3 ORDER BY writer, id",
      office.office.id, batch.fromWriter, batch.toWriter
    ).map(AuditEntry.init(row:))
    let forged = try #require(
      AuditSeal(
        of: Array(entries.dropLast()), until: batch.toWriter, after: batch.claimedLink, in: office.office,
        at: batch.sealedAt))
    try await database.tamper(
      """
      DELETE FROM audit_entries WHERE id = '\(try #require(entries.last).id)';
      UPDATE audit_seals SET row_count = \(forged.entryCount), hash = '\\x\(forged.hash.hexadecimal)',
        first_at = 'epoch'::timestamptz + interval '\(forged.firstAt.microseconds) microseconds',
        last_at = 'epoch'::timestamptz + interval '\(forged.lastAt.microseconds) microseconds'
        WHERE office_id = \(office.office.id) AND number = \(batch.number)
      """)
    #expect(try await database.flaws(of: office) == [.unlinked(batch.number + 1)])
  }

  @Test func `what retention dropped is no flaw: verification goes on from the checkpoint`() async throws {
    let dropped = seals[seals.count - 2]
    try await database.maintenance.withConnection { connection in
      let session = Session(connection: connection, actor: "clock", office: office.office, now: database.clock.now())
      _ = try await session.run(
        [Statement("BEGIN"), session.enter] + AuditCheckpoint.dropping(through: dropped.number, in: session)
          + [Statement("COMMIT")])
    }
    let outcome = try await database.store.verifyAudit(of: office.office)
    #expect(outcome.flaws == [] && outcome.verified == 1)
    let kept = try await database.check(
      "SELECT dropped_rows FROM audit_checkpoints WHERE office_id = $1", office.office.id
    ).first?.decode(0, as: Int.self)
    #expect(kept == seals.dropLast().map(\.entryCount).reduce(0, +))
    let last = try last
    // the chain goes on, also when nothing but the checkpoint is left
    try await database.maintenance.withConnection { connection in
      let session = Session(connection: connection, actor: "clock", office: office.office, now: database.clock.now())
      _ = try await session.run(
        [Statement("BEGIN"), session.enter] + AuditCheckpoint.dropping(through: last.number, in: session)
          + [Statement("COMMIT")])
    }
    _ = try await office.receive()
    let next = try await database.seal(office)
    #expect(next.first?.number == last.number + 1 && next.first?.previousHash == last.hash)
    #expect(try await database.flaws(of: office) == [])
    // and what is put in where it was dropped is found
    try await database.tamper("UPDATE audit_entries SET writer = 3 WHERE office_id = \(office.office.id)")
    #expect(try await database.flaws(of: office).contains(.stray(1)))
  }

  @Test func `the quick look takes in the last batches`() async throws {
    let old = seals[0]
    try await database.tamper(
      "UPDATE audit_entries SET kind = 'read' WHERE office_id = \(office.office.id) AND writer < \(old.toWriter)")
    #expect(try await database.flaws(of: office, .last(2)) == [])
    #expect(try await database.store.verifyAudit(of: office.office, .last(2)).verified == 2)
    #expect(try await database.flaws(of: office) == [.changed(old.number)])
  }
}
