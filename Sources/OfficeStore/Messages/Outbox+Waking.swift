import Postgres
import Scheduling

/// Details that could not leave, because there was no meeting to tell.
extension Outbox {
  private static let kinds: [MessageKind] = [.details, .followUpDetails]

  /// Lets the details of these bookings leave at once, as far as a meeting is in force for them, with all their attempts;
  /// also those that were given up, whose tasks close. Belongs after the statements that issue.
  ///
  /// What a relay has in hand stays there. It may have found no meeting a moment ago; having no attempt any more tells
  /// `MessageQueue.failed` to repeat it at once.
  static func wakingDetails(of bookings: [BookingID], in session: Session) -> [Statement] {
    [
      // tasks first, as `MessageQueue.gaveUp`: two that wait for each other would be a deadlock
      Statement(
        """
        UPDATE tasks t SET closed_at = $3, closed_by = $4
        WHERE t.office_id = $1 AND t.kind = 'message_dead' AND t.booking_id = ANY ($2) AND t.closed_at IS NULL
          AND EXISTS (SELECT FROM meetings i
            WHERE i.office_id = $1 AND i.booking_id = t.booking_id AND i.revoked_at IS NULL)
          AND NOT EXISTS (SELECT FROM messages m
            WHERE m.office_id = $1 AND m.booking_id = t.booking_id AND m.status = 'dead' AND m.kind <> ALL ($5))
        """, session.office.id, bookings, session.now, session.actor, kinds),
      Statement(
        """
        UPDATE messages m SET status = 'pending', attempts = 0, failure_code = NULL,
          next_attempt_at = CASE WHEN m.claim IS NULL THEN greatest(m.due_at, $3) ELSE m.next_attempt_at END
        WHERE m.office_id = $1 AND m.booking_id = ANY ($2) AND m.status IN ('pending', 'dead') AND m.kind = ANY ($4)
          AND EXISTS (SELECT FROM meetings i
            WHERE i.office_id = $1 AND i.booking_id = m.booking_id AND i.revoked_at IS NULL)
        """, session.office.id, bookings, session.now, kinds),
    ]
  }
}
