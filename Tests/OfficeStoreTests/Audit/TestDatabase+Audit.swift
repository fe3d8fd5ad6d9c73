import Postgres
import Scheduling
import TestDatabase

@testable import OfficeStore

extension TestDatabase {
  /// The entries since the test began, in the order in which they were written.
  func entries(of office: TestOffice) async throws -> [AuditEntry] {
    try await check(
      """
      SELECT * FROM audit_entries WHERE office_id = $1 AND at >= '2026-09-16 09:00+09' ORDER BY writer, id
      """, office.office.id
    ).map(AuditEntry.init(row:))
  }

  /// The same of what a closure does.
  func entries(of office: TestOffice, during body: () async throws -> Void) async throws -> [AuditEntry] {
    let before = Set(try await entries(of: office).map(\.id))
    try await body()
    return try await entries(of: office).filter { !before.contains($0.id) }
  }

  /// What seals the audit.
  var sealer: AuditSealer { AuditSealer(maintenance: maintenance, store: store) }

  /// Seals everything that an office has written. Transactions of other tests on the same server, which may be under way,
  /// hold a batch open; it is asked again until they have ended.
  @discardableResult
  func seal(_ office: TestOffice) async throws -> [AuditSeal] {
    var seals: [AuditSeal] = []
    while true {
      while let seal = try await sealer.seal(office.office) { seals.append(seal) }
      let tail = try await check(
        """
        SELECT 1 FROM audit_entries WHERE office_id = $1
          AND writer >= coalesce((SELECT max(to_writer) FROM audit_seals WHERE office_id = $1), 0)
          AND writer >= coalesce((SELECT max(to_writer) FROM audit_checkpoints WHERE office_id = $1), 0)
        """, office.office.id)
      if tail.isEmpty { return seals }
      await Task.yield()
    }
  }

  /// What verifying an office's whole chain finds.
  func flaws(of office: TestOffice, _ extent: AuditExtent = .whole) async throws -> [AuditFlaw] {
    try await store.verifyAudit(of: office.office, extent).flaws
  }

  /// Does what nobody may, as a superuser and without the triggers.
  func tamper(_ sql: String) async throws {
    try await superuser.withConnection {
      try await $0.execute(script: "SET session_replication_role = replica; \(sql); RESET session_replication_role")
    }
  }
}
