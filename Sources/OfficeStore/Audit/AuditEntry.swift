import Foundation
import Postgres
import Scheduling

/// Who did or saw what: one entry of the audit, as it was written.
public struct AuditEntry: Sendable, Hashable {
  /// Unique within the office.
  public let id: AuditEntryID
  /// By the service's clock.
  public let at: Instant
  /// Role and token, or "clock".
  public let actor: String
  /// The role alone.
  public let role: String
  /// A `Purpose`.
  public let purpose: String
  /// The id that the request's answer carried; nil for what no request made.
  public let requestID: String?
  /// OpenAPI's operationId, or what a command or the clock did.
  public let operation: String
  /// An `AuditKind`.
  public let kind: String
  /// The bookings it was about.
  public let bookings: [BookingID]
  /// What else it was about.
  public let subject: UUID?
  /// Under which key the persons' numbers were digested.
  public let personKeyID: String?
  /// Digests of the persons' numbers.
  public let personDigests: [[UInt8]]
  /// The rule that was set aside (Art. 6(1)).
  public let waivedRule: String?
  /// An `AuditOutcome`.
  public let outcome: String

  /// The transaction that wrote it.
  let writer: Int64
}

extension AuditEntry {
  /// From a row that has the columns by their names.
  init(row: Row) throws {
    self.init(
      id: try row.decode("id"), at: try row.decode("at"), actor: try row.decode("actor"), role: try row.decode("role"),
      purpose: try row.decode("purpose"), requestID: try row.decodeIfPresent("request_id"),
      operation: try row.decode("operation"), kind: try row.decode("kind"),
      bookings: try row.decode("booking_ids"), subject: try row.decodeIfPresent("subject_id"),
      personKeyID: try row.decodeIfPresent("person_key_id"), personDigests: try row.decode("person_digests"),
      waivedRule: try row.decodeIfPresent("waived_rule"), outcome: try row.decode("outcome"),
      writer: try row.decode("writer"))
  }

  /// Entries of the writers from one until, exclusively, another, in the order in which they are chained.
  static func written(from: Int64, until to: Int64, limit: Int, in session: Session) -> Statement {
    Statement(
      """
      SELECT writer, id, at, actor, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
        person_digests, waived_rule, outcome
      FROM audit_entries
      WHERE office_id = $1 AND writer >= $2 AND writer < $3
      ORDER BY writer, id LIMIT $4
      """, session.office.id, from, to, limit)
  }
}
