import Foundation
import Postgres
import Scheduling

/// A message to a user, as it stands in the outbox.
public struct OutboxMessage: Sendable {
  /// Stable over every attempt and redelivery.
  public let id: MessageID
  /// What it is about.
  public let booking: BookingID
  /// What it says.
  public let kind: MessageKind
  /// Where it goes: `my_page`.
  public let channel: String
  /// How far it has come.
  public var status: MessageStatus
  /// How often a relay has tried since it was queued, or redelivered, as far as the attempts count.
  public var attempts: Int
  /// Why the last attempt failed, as a code.
  public var failure: String?
  /// When it was queued.
  public let createdAt: Instant
  /// Not before this: the future for a reminder.
  public var dueAt: Instant
  /// From then on it is of no use: it reads as dropped, whether or not somebody has written that down.
  public let expiresAt: Instant?
  /// When the other side had it.
  public var deliveredAt: Instant?
  /// When somebody last had it sent once more.
  public var redeliveredAt: Instant?
  /// Role and token of who did.
  public var redeliveredBy: String?
  /// What it says, a JSON object; only for whoever receives it.
  public let facts: [UInt8]?
}

extension OutboxMessage {
  init(row: Row) throws {
    self.init(
      id: try row.decode(0), booking: try row.decode(1), kind: try row.decode(2), channel: try row.decode(3),
      status: try row.decode(4), attempts: try row.decode(5), failure: try row.decodeIfPresent(6),
      createdAt: try row.decode(7), dueAt: try row.decode(8), expiresAt: try row.decodeIfPresent(9),
      deliveredAt: try row.decodeIfPresent(10), redeliveredAt: try row.decodeIfPresent(11),
      redeliveredBy: try row.decodeIfPresent(12), facts: try row.decodeIfPresent(13, as: PostgresJSON.self)?.utf8)
  }

  static func lock(_ id: MessageID, in session: Session) -> Statement {
    Statement("SELECT 1 FROM messages WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
  }

  /// - Parameter isReceiver: whoever receives messages reads what they say, and sees none that is not due.
  static func reading(_ id: MessageID, isReceiver: Bool, in session: Session) -> Statement {
    Statement(
      """
      SELECT id, booking_id, kind, channel,
        CASE WHEN status = 'pending' AND expires_at <= $4 THEN 'dropped' ELSE status END, attempts, failure_code, created_at,
        due_at, expires_at, delivered_at, redelivered_at, redelivered_by, CASE WHEN $3 THEN facts END
      FROM messages WHERE office_id = $1 AND id = $2 AND (NOT $3 OR due_at <= $4)
      """, session.office.id, id, isReceiver, session.now)
  }
}

/// Which messages a list is asked for; every condition that is given must hold.
public struct MessageQuery: Sendable {
  /// Only those that have come so far.
  public var status: MessageStatus?
  /// Of this kind only.
  public var kind: MessageKind?
  /// About this booking only.
  public var booking: BookingID?
  /// At most this many, 1…200.
  public var limit = 50
  /// Only what comes after the last one of the page before.
  public var after: Arrival<IdentifierKind.Message>?

  /// Everything, oldest first.
  public init() {}
}

extension MessageQuery {
  func statement(isReceiver: Bool, in session: Session) -> Statement {
    Statement(
      """
      SELECT id, booking_id, kind, channel, status_now, attempts, failure_code, created_at, due_at, expires_at,
        delivered_at, redelivered_at, redelivered_by, CASE WHEN $5 THEN facts END
      FROM messages CROSS JOIN LATERAL (
        SELECT CASE WHEN status = 'pending' AND expires_at <= $6 THEN 'dropped' ELSE status END AS status_now) AS clock
      WHERE office_id = $1 AND ($2::text IS NULL OR status_now = $2) AND ($3::text IS NULL OR kind = $3)
        AND ($4::uuid IS NULL OR booking_id = $4) AND (NOT $5 OR due_at <= $6)
        AND ($7::timestamptz IS NULL OR (created_at, id) > ($7, $8::uuid))
      ORDER BY created_at, id
      LIMIT $9
      """, session.office.id, status, kind, booking, isReceiver, session.now, after?.at, after?.id, limit + 1)
  }

  /// The entry of the audit for the page.
  func entry(isReceiver: Bool, in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO audit_entries (
        office_id, role, purpose, request_id, operation, subject_id, kind, outcome, id, booking_ids)
      SELECT $1, $2, $3, $4::text, $5, coalesce(CASE count(*) WHEN 1 THEN min(shown.id::text)::uuid END, $6::uuid),
        'read', 'done', $7, array_agg(DISTINCT shown.booking_id)
      FROM (
        SELECT id, booking_id FROM messages CROSS JOIN LATERAL (
          SELECT CASE WHEN status = 'pending' AND expires_at <= $12 THEN 'dropped' ELSE status END AS status_now) AS clock
        WHERE office_id = $1 AND ($8::text IS NULL OR status_now = $8) AND ($9::text IS NULL OR kind = $9)
          AND ($10::uuid IS NULL OR booking_id = $10) AND (NOT $11 OR due_at <= $12)
          AND ($13::timestamptz IS NULL OR (created_at, id) > ($13, $14::uuid))
        ORDER BY created_at, id
        LIMIT $15) AS shown
      HAVING count(*) > 0
      """,
      parameters: session.listing(
        UUID(), status, kind, booking, isReceiver, session.now, after?.at, after?.id, limit + 1))
  }
}
