import Postgres
import Scheduling

/// Whether the sweep has anything to do in an office: one look for all that `writeDownDeadlines` writes, so that where
/// nothing is due it writes nothing and locks nothing.
enum WhatIsDue {
  /// One row, one truth value. What the sweep leaves as it was must not be due here either, or the office would be swept for
  /// ever: an excused silence, a task that somebody closed.
  ///
  /// Each kind is first asked for its earliest deadline, the first entry of its own index. The rest is read where that has
  /// passed, and counted: of EXISTS the server expects to meet a row at once, and reads the whole table when there is none.
  static func look(in session: Session) -> Statement {
    Statement(
      """
      SELECT (
        (SELECT min(b.lapses_at) FROM bookings b WHERE b.office_id = $1 AND b.status = 'offered') <= $2
        OR (SELECT min(b.no_show_at) FROM bookings b WHERE b.office_id = $1 AND b.status = 'confirmed') <= $2 AND (
          SELECT count(*) FROM bookings_by_the_clock b
          WHERE b.office_id = $1 AND b.status = 'confirmed' AND b.no_show_at <= $2
            AND (b.status_now <> b.status OR b.ends_at <= $2 AND NOT EXISTS (
              SELECT FROM tasks t WHERE t.office_id = $1 AND t.booking_id = b.id AND t.kind = 'not_started'))) > 0
        OR (
          SELECT min(b.ends_at) FROM bookings b
          WHERE b.office_id = $1 AND (b.status = 'in_session' OR b.status = 'confirmed' AND b.no_show_at IS NULL)) <= $2
        AND (
          SELECT count(*) FROM bookings b
          WHERE b.office_id = $1 AND (b.status = 'in_session' OR b.status = 'confirmed' AND b.no_show_at IS NULL)
            AND b.ends_at <= $2 AND NOT EXISTS (
              SELECT FROM tasks t WHERE t.office_id = $1 AND t.booking_id = b.id
                AND t.kind = CASE b.status WHEN 'in_session' THEN 'not_closed' ELSE 'not_started' END)) > 0
        OR (
          SELECT min(m.deliver_by) FROM messages m
          WHERE m.office_id = $1 AND m.deliver_by IS NOT NULL AND m.status IN ('pending', 'dead')) <= $2
        AND (
          SELECT count(*) FROM messages m
          WHERE m.office_id = $1 AND m.deliver_by <= $2 AND m.status IN ('pending', 'dead') AND m.redelivered_at IS NULL
            AND NOT EXISTS (
              SELECT FROM tasks t
              WHERE t.office_id = $1 AND t.booking_id = m.booking_id AND t.kind = 'details_not_sent'
                AND (t.closed_at IS NULL OR t.closed_at >= m.deliver_by))) > 0
        OR (
          SELECT count(*) FROM tasks t
          WHERE t.office_id = $1 AND t.kind = 'details_not_sent' AND t.closed_at IS NULL
            AND NOT EXISTS (
              SELECT FROM messages m
              WHERE m.office_id = $1 AND m.booking_id = t.booking_id AND m.deliver_by <= $2
                AND m.status IN ('pending', 'dead'))) > 0
        OR (
          SELECT count(*) FROM refusals r
          WHERE r.office_id = $1 AND r.approved_at IS NOT NULL AND r.lifted_at IS NULL AND r.noticed_at IS NULL
            AND r.starts_at <= $2 AND r.ends_at > $2) > 0
        OR (
          SELECT min(d.due_at) FROM disclosures d
          WHERE d.office_id = $1 AND d.given_at IS NULL AND d.refused_at IS NULL) <= $3
        AND (
          SELECT count(*) FROM disclosures d
          WHERE d.office_id = $1 AND d.given_at IS NULL AND d.refused_at IS NULL AND d.due_at <= $3
            AND NOT EXISTS (
              SELECT FROM tasks t WHERE t.office_id = $1 AND t.disclosure_id = d.id
                AND t.created_at >= coalesce(d.extended_at, d.created_at))) > 0
        OR (
          SELECT k.expires_at FROM idempotency k WHERE k.office_id = $1 AND k.expires_at <= $2
          ORDER BY k.expires_at LIMIT 1) IS NOT NULL
      ) IS TRUE
      """, session.office.id, session.now, DisclosureDeadline.warningLimit(at: session.now))
  }
}
