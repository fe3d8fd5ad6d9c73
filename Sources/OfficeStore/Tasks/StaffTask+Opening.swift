import Foundation
import Postgres
import Scheduling

extension StaffTask {
  /// Opens a task about a booking, or opens it again when it was closed; a rule that finds the same thing twice makes
  /// one task. For any number of bookings, none included.
  static func opening(_ kind: StaffTaskKind, about bookings: [BookingID], note: String? = nil, in session: Session)
    -> Statement
  {
    Statement(
      """
      INSERT INTO tasks (office_id, id, kind, booking_id, note)
      SELECT $1, wanted.id, $2, wanted.booking_id, $5::text
      FROM unnest($3::uuid[], $4::uuid[]) AS wanted (id, booking_id)
      ON CONFLICT (office_id, booking_id, kind) WHERE kind <> 'other' DO UPDATE
        SET note = excluded.note, created_at = $6, closed_at = NULL, closed_by = NULL
      """, session.office.id, kind, bookings.map { _ in UUID() }, bookings, note, session.now)
  }

  /// The same, but only if such a task was never opened for the booking: what somebody closed stays closed.
  static func openingOnce(_ kind: StaffTaskKind, about bookings: [BookingID], in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO tasks (office_id, id, kind, booking_id)
      SELECT $1, wanted.id, $2, wanted.booking_id
      FROM unnest($3::uuid[], $4::uuid[]) AS wanted (id, booking_id)
      ON CONFLICT (office_id, booking_id, kind) WHERE kind <> 'other' DO NOTHING
      """, session.office.id, kind, bookings.map { _ in UUID() }, bookings)
  }

  /// Opens a task about no single booking; whoever finds the same thing twice has to see to it that it is opened once.
  static func opening(_ kind: StaffTaskKind, note: String, in session: Session) -> Statement {
    Statement(
      "INSERT INTO tasks (office_id, id, kind, note) VALUES ($1, $2, $3, $4)", session.office.id, UUID(), kind, note)
  }

  /// Opens `name_differs` if the booking's name, as it was written just now, is another than the person's.
  static func openingIfNameDiffers(_ booking: BookingID, in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO tasks (office_id, id, kind, booking_id)
      SELECT $1, $2, $3, r.id FROM booking_readings r WHERE r.office_id = $1 AND r.id = $4 AND r.name_differs
      ON CONFLICT (office_id, booking_id, kind) WHERE kind <> 'other' DO UPDATE
        SET created_at = $5, closed_at = NULL, closed_by = NULL
      """, session.office.id, UUID(), StaffTaskKind.nameDiffers, booking, session.now)
  }
}

extension StaffTask {
  /// Opens `switch_to_full` unless the person is known as a full registrant: whoever was switched once is asked for no
  /// more, whatever a booking that was made before still says.
  static func openingUnlessFull(_ booking: BookingID, in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO tasks (office_id, id, kind, booking_id)
      SELECT $1, $2, $3, b.id
      FROM bookings b JOIN seekers s ON s.office_id = b.office_id AND s.id = b.seeker_id
      WHERE b.office_id = $1 AND b.id = $4 AND s.registration_kind <> 'full'
      ON CONFLICT (office_id, booking_id, kind) WHERE kind <> 'other' DO UPDATE
        SET created_at = $5, closed_at = NULL, closed_by = NULL
      """, session.office.id, UUID(), StaffTaskKind.switchToFull, booking, session.now)
  }

  /// What else is so once the task is closed: a person switched to full is known as that (Art. 2(1)).
  func consequences(in session: Session) -> [Statement] {
    guard kind == .switchToFull, closedAt != nil else { return [] }
    return [
      Statement(
        """
        UPDATE seekers SET registration_kind = 'full'
        WHERE office_id = $1 AND id = (SELECT b.seeker_id FROM bookings b WHERE b.office_id = $1 AND b.id = $2)
        """, session.office.id, booking)
    ]
  }

  /// Closes the open tasks of a kind about these bookings: what they were opened for is no longer so.
  static func closing(_ kind: StaffTaskKind, about bookings: [BookingID], in session: Session) -> Statement {
    Statement(
      """
      UPDATE tasks SET closed_at = $4, closed_by = $5
      WHERE office_id = $1 AND kind = $2 AND booking_id = ANY ($3) AND closed_at IS NULL
      """, session.office.id, kind, bookings, session.now, session.actor)
  }
}
