import Postgres
import Scheduling

/// Whether the sweep has anything to do in an office: one look for all that `writeDownDeadlines` writes, so that where
/// nothing is due it writes nothing and locks nothing.
enum WhatIsDue {
  /// One row, one truth value. What the sweep leaves as it was must not be due here either, or the office would be swept for
  /// ever: an excused silence, a task that somebody closed.
  static func look(in session: Session) -> Statement {
    Statement(
      """
      SELECT EXISTS (
          SELECT FROM bookings_by_the_clock b
          WHERE b.office_id = $1 AND b.version_now > b.version
            AND (b.status = 'offered' AND b.lapses_at <= $2 OR b.status = 'confirmed' AND b.no_show_at <= $2))
        OR EXISTS (
          SELECT FROM bookings_by_the_clock b
          WHERE b.office_id = $1 AND b.status IN ('in_session', 'confirmed') AND b.ends_at <= $2
            AND b.status_now = b.status
            AND NOT EXISTS (
              SELECT FROM tasks t
              WHERE t.office_id = $1 AND t.booking_id = b.id
                AND t.kind = CASE b.status WHEN 'in_session' THEN 'not_closed' ELSE 'not_started' END))
        OR EXISTS (
          SELECT FROM messages m
          WHERE m.office_id = $1 AND m.deliver_by <= $2 AND m.status IN ('pending', 'dead') AND m.redelivered_at IS NULL
            AND NOT EXISTS (
              SELECT FROM tasks t
              WHERE t.office_id = $1 AND t.booking_id = m.booking_id AND t.kind = 'details_not_sent'
                AND (t.closed_at IS NULL OR t.closed_at >= m.deliver_by)))
        OR EXISTS (
          SELECT FROM tasks t
          WHERE t.office_id = $1 AND t.kind = 'details_not_sent' AND t.closed_at IS NULL
            AND NOT EXISTS (
              SELECT FROM messages m
              WHERE m.office_id = $1 AND m.booking_id = t.booking_id AND m.deliver_by <= $2
                AND m.status IN ('pending', 'dead')))
        OR EXISTS (
          SELECT FROM refusals r
          WHERE r.office_id = $1 AND r.approved_at IS NOT NULL AND r.lifted_at IS NULL AND r.noticed_at IS NULL
            AND r.starts_at <= $2 AND r.ends_at > $2)
        OR EXISTS (
          SELECT FROM disclosures d
          WHERE d.office_id = $1 AND d.given_at IS NULL AND d.refused_at IS NULL AND d.due_at <= $3
            AND NOT EXISTS (
              SELECT FROM tasks t
              WHERE t.office_id = $1 AND t.disclosure_id = d.id
                AND t.created_at >= coalesce(d.extended_at, d.created_at)))
        OR EXISTS (SELECT FROM idempotency k WHERE k.office_id = $1 AND k.expires_at <= $2)
      """, session.office.id, session.now, DisclosureDeadline.warningLimit(at: session.now))
  }
}
