import Postgres
import Scheduling

/// The audit's part of retention: whole sealed batches go, the oldest first, and a checkpoint stays from which what is left
/// is verified. What is not sealed yet stays.
enum AuditRetention {
  /// How many would go.
  static let counts: [(table: String, count: StaticString)] = [
    (
      "audit_entries",
      """
      SELECT count(*) FROM audit_entries e
      WHERE e.office_id = $1
        AND e.writer < (SELECT max(x.to_writer) FROM expired_audit_seals x WHERE x.office_id = $1)
      """
    ),
    ("audit_seals", "SELECT count(*) FROM expired_audit_seals WHERE office_id = $1"),
  ]

  /// The numbers of at most so many batches that have expired.
  static func expired(_ limit: Int, in session: Session) -> Statement {
    Statement(
      "SELECT number FROM expired_audit_seals WHERE office_id = $1 ORDER BY number LIMIT $2", session.office.id, limit)
  }
}
