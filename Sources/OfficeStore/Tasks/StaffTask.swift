import Postgres
import Scheduling

/// What needs a person: opened by a rule or by hand, closed by somebody.
public struct StaffTask: Sendable {
  /// Unique within the office.
  public let id: StaffTaskID
  /// Why it is there.
  public let kind: StaffTaskKind
  /// The booking it is about; nil of `disclosure_due` and `terms_changed`, and maybe of one made by hand.
  public let booking: BookingID?
  /// The disclosure it is about, of `disclosure_due`.
  public let disclosure: DisclosureID?
  /// What is to be done, or what was done; at most 2,000 characters.
  public var note: String?
  /// When it was opened, the last time.
  public let createdAt: Instant
  /// Role and token of who opened it, or "clock".
  public let createdBy: String
  /// When it was closed; nil while it waits.
  public var closedAt: Instant?
  /// Role and token of who closed it.
  public var closedBy: String?
}

extension StaffTask {
  static func insertion(_ id: StaffTaskID, note: String, about booking: BookingID?, in session: Session) -> Statement {
    Statement(
      "INSERT INTO tasks (office_id, id, kind, booking_id, note) VALUES ($1, $2, 'other', $3::uuid, $4)",
      session.office.id, id, booking, note)
  }

  static func lock(_ id: StaffTaskID, in session: Session) -> Statement {
    Statement("SELECT 1 FROM tasks WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
  }

  static func reading(_ id: StaffTaskID, in session: Session) -> Statement {
    Statement(
      """
      SELECT id, kind, booking_id, note, created_at, created_by, closed_at, closed_by, disclosure_id
      FROM tasks WHERE office_id = $1 AND id = $2
      """, session.office.id, id)
  }

  func writing(in session: Session) -> Statement {
    Statement(
      """
      UPDATE tasks SET note = $3::text, closed_at = $4::timestamptz, closed_by = $5::text
      WHERE office_id = $1 AND id = $2
      """, session.office.id, id, note, closedAt, closedBy)
  }

  init(row: Row) throws {
    self.init(
      id: try row.decode(0), kind: try row.decode(1), booking: try row.decodeIfPresent(2),
      disclosure: try row.decodeIfPresent(8), note: try row.decodeIfPresent(3), createdAt: try row.decode(4),
      createdBy: try row.decode(5),
      closedAt: try row.decodeIfPresent(6), closedBy: try row.decodeIfPresent(7))
  }
}
