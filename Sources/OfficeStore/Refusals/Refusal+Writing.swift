import Postgres
import Scheduling

extension RefusalDecision {
  /// The booking that led to it: the person's last one that counts towards a review, or the last one of all.
  func occasion(in session: Session) -> Statement {
    Statement(
      """
      SELECT b.id, b.version_now + (
        SELECT count(*) FROM refusals r
        WHERE r.office_id = $1 AND r.booking_id = b.id AND r.noticed_at IS NOT NULL)::integer
      FROM bookings_by_the_clock b
      WHERE b.office_id = $1 AND b.seeker_id = $2
      ORDER BY b.status_now NOT IN ('no_show', 'terminated'), b.created_at DESC, b.id LIMIT 1
      """, session.office.id, seeker)
  }

  func insertion(
    _ id: RefusalID, occasion: BookingID, approval: Refusal.Act?, in session: Session
  ) -> Statement {
    Statement(
      """
      INSERT INTO refusals (
        office_id, id, seeker_id, booking_id, ground, reason, starts_at, ends_at, approved_at, approved_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::timestamptz, $10::text)
      """,
      session.office.id, id, seeker, occasion, ground, reason, term.from, term.until, approval?.at, approval?.by)
  }
}

extension Refusal {
  /// The decision, and whether it is approved.
  func writing(in session: Session) -> Statement {
    Statement(
      """
      UPDATE refusals SET ground = $3, reason = $4, starts_at = $5, ends_at = $6, approved_at = $7::timestamptz,
        approved_by = $8::text
      WHERE office_id = $1 AND id = $2
      """, session.office.id, id, ground, reason, term.from, term.until, approval?.at, approval?.by)
  }

  static func appealing(_ text: String, against id: RefusalID, receivedAt: Instant, in session: Session) -> Statement {
    Statement(
      """
      UPDATE refusals SET appeal = $3, appealed_at = $4, appeal_entered_at = $5, appeal_entered_by = $6
      WHERE office_id = $1 AND id = $2
      """, session.office.id, id, text, receivedAt, session.now, session.actor)
  }

  static func lifting(_ id: RefusalID, reason: String, in session: Session) -> Statement {
    Statement(
      """
      UPDATE refusals SET lifted_at = $3, lifted_by = $4, lift_reason = $5 WHERE office_id = $1 AND id = $2
      """, session.office.id, id, session.now, session.actor, reason)
  }

  /// Queues the notice, once, of a refusal that is in force; of any other nothing. It tells the term and the
  /// ground; what an officer wrote as the reason stays in the office.
  func noticing(in session: Session) -> [Statement] {
    guard status(at: session.now) == .inForce, noticedAt == nil else { return [] }
    return [
      Statement(
        "UPDATE refusals SET noticed_at = $3 WHERE office_id = $1 AND id = $2", session.office.id, id, session.now),
      Outbox.queue(
        .refused, about: booking, version: noticeVersion,
        facts: [
          "ground": .text(ground.rawValue), "refused_from": .text(term.from.rfc3339UTC),
          "refused_until": .text(term.until.rfc3339UTC),
        ], in: session),
    ]
  }
}
