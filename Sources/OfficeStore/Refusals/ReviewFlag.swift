import Foundation
import Postgres
import Scheduling

/// The task that asks a supervisor to look at a person (Art. 6(6)): deemed cancellations that were not reversed, and
/// terminations, within the office's window. It is counted from the bookings each time; nothing is kept beside them.
enum ReviewFlag {
  /// Orders what is counted about these persons; after any row lock, and all persons of a transaction at once.
  static func lock(_ seekers: [SeekerID], in session: Session) -> Statement {
    Statement("SELECT lock_seekers($1)", seekers)
  }

  /// Opens the task about the booking that reached the threshold: one waits at a time. What somebody closed does not keep
  /// the next booking that counts from opening another.
  static func raising(about booking: BookingID, of seeker: SeekerID, in session: Session) -> [Statement] {
    [
      lock([seeker], in: session),
      Statement(
        """
        INSERT INTO tasks (office_id, id, kind, booking_id)
        SELECT $1, $2, 'refusal_review', $3
        FROM policies p
        WHERE p.office_id = $1
          AND p.refusal_review_threshold <= (
            SELECT count(*) FROM bookings b
            WHERE b.office_id = $1 AND b.seeker_id = $4 AND b.status IN ('no_show', 'terminated')
              AND b.ended_at > $5::timestamptz - make_interval(hours => 24 * p.refusal_review_window_days))
          AND NOT EXISTS (
            SELECT FROM bookings b JOIN tasks t ON t.office_id = $1 AND t.booking_id = b.id
            WHERE b.office_id = $1 AND b.seeker_id = $4 AND t.kind = 'refusal_review' AND t.closed_at IS NULL)
        ON CONFLICT (office_id, booking_id, kind) WHERE kind <> 'other' DO UPDATE
          SET created_at = $5, closed_at = NULL, closed_by = NULL
        """, session.office.id, UUID(), booking, seeker, session.now),
    ]
  }

  /// Opens the task about a live booking that has just become that of a person who is refused.
  static func raisingIfRefused(_ booking: BookingID, in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO tasks (office_id, id, kind, booking_id)
      SELECT $1, $2, 'refusal_review', b.id
      FROM bookings b JOIN refusals_by_the_clock r ON r.office_id = $1 AND r.seeker_id = b.seeker_id
      WHERE b.office_id = $1 AND b.id = $3 AND r.status_now = 'in_force'
      ON CONFLICT (office_id, booking_id, kind) WHERE kind <> 'other' DO UPDATE
        SET created_at = $4, closed_at = NULL, closed_by = NULL
      """, session.office.id, UUID(), booking, session.now)
  }

  /// Closes the task when a reversal has brought the count below the threshold.
  static func lowering(about booking: BookingID, of seeker: SeekerID, in session: Session) -> [Statement] {
    [
      lock([seeker], in: session),
      Statement(
        """
        UPDATE tasks SET closed_at = $4, closed_by = $5
        WHERE office_id = $1 AND kind = 'refusal_review' AND closed_at IS NULL
          AND booking_id IN (
            SELECT b.id FROM bookings b
            WHERE b.office_id = $1 AND b.seeker_id = $3
              AND (b.id = $2 OR b.status IN ('no_show', 'terminated')))
          AND EXISTS (
            SELECT FROM policies p
            WHERE p.office_id = $1 AND p.refusal_review_threshold > (
              SELECT count(*) FROM bookings b
              WHERE b.office_id = $1 AND b.seeker_id = $3 AND b.status IN ('no_show', 'terminated')
                AND b.ended_at > $4::timestamptz - make_interval(hours => 24 * p.refusal_review_window_days)))
        """, session.office.id, booking, seeker, session.now, session.actor),
    ]
  }
}
