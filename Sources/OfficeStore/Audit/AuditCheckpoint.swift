import Postgres
import Scheduling

/// How far retention has dropped an office's audit: the chain is verified from here.
enum AuditCheckpoint {
  /// The last one; its row is that of an `AuditLink`.
  static func last(in session: Session) -> Statement {
    Statement(
      "SELECT number, hash, to_writer FROM audit_checkpoints WHERE office_id = $1 ORDER BY number DESC LIMIT 1",
      session.office.id)
  }

  /// Drops every batch up to and with this one, and leaves the checkpoint that says so: three statements, for
  /// `madoguchi_maintenance`, in one transaction. Nothing goes that is not sealed.
  static func dropping(through number: Int64, in session: Session) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO audit_checkpoints (office_id, number, to_writer, hash, dropped_rows)
        SELECT s.office_id, s.number, s.to_writer, s.hash,
          (SELECT sum(d.row_count) FROM audit_seals d WHERE d.office_id = $1 AND d.number <= $2)
        FROM audit_seals s WHERE s.office_id = $1 AND s.number = $2
        """, session.office.id, number),
      Statement(
        """
        DELETE FROM audit_entries
        WHERE office_id = $1
          AND writer < (SELECT c.to_writer FROM audit_checkpoints c WHERE c.office_id = $1 AND c.number = $2)
        """, session.office.id, number),
      Statement("DELETE FROM audit_seals WHERE office_id = $1 AND number <= $2", session.office.id, number),
    ]
  }
}

extension AuditLink {
  /// From a row that has the columns by their names.
  init(row: Row) throws {
    self.init(
      number: try row.decode("number"), hash: try row.decode("hash"), toWriter: try row.decode("to_writer"))
  }

  /// Where a chain stands that was dropped up to a checkpoint and has, or has not, batches after it.
  static func last(checkpoint: QueryResult, seal: QueryResult) throws -> AuditLink {
    let links = [try checkpoint.first.map(AuditLink.init(row:)), try seal.first.map(AuditSeal.init(row:))?.link]
    return links.compactMap { $0 }.max { $0.number < $1.number } ?? .beginning
  }
}
