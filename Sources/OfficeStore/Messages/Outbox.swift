import Foundation
import Postgres
import Scheduling

/// The outbox: what a user is to be told is queued in the transaction of the change it tells of, so that neither exists
/// without the other.
///
/// A message's facts are frozen when it is queued. All have `office_code`, `office_name`, `office_phone`, `time_zone`,
/// `person`, `service`, `service_ja`, `service_en`, `minutes`, `status` (the booking's) and `channel` (of the
/// application), and where the booking has them `starts_at`, `ends_at`, `vendor`, `offer_starts` (a list), `deadline`,
/// `terms_version`, `decline_ground` and `cancel_class`. Instants are RFC 3339 in UTC.
///
/// Who changes a booking tells of it with `telling`; `queue` alone is for what makes nothing untrue that was told before,
/// or where the caller says itself what is to be dropped.
enum Outbox {
  /// The fact that names a version of the terms whose text goes with the message; an offer encloses its own.
  static let enclosedTerms = "enclosed_terms"

  /// Queues a message about a booking as earlier statements of the same transaction left it; queued twice for a version
  /// it is queued once.
  ///
  /// Details of a follow-up that met newer terms (A11) are `followUpDetails` with these terms for as long as no message that
  /// encloses them was delivered: whoever moves a booking before its first details left does not lose them.
  ///
  /// - Parameters:
  ///   - version: what tells it from others of its kind about the booking: the version that caused it, as a rule. The
  ///     notice of new terms and that of a refusal have numbers of their own.
  ///   - due: not before this; nil: at once.
  ///   - deliverBy: what is not delivered by then becomes a task (A14).
  ///   - facts: what the message says besides; never a meeting secret, and the database refuses the names of some.
  static func queue(
    _ kind: MessageKind, about booking: BookingID, version: Int, due: Instant? = nil, deliverBy: Instant? = nil,
    facts: [String: PostgresJSON.Member?] = [:], in session: Session
  ) -> Statement {
    // Of two machines the one with the slower clock may queue last: what is due at once never comes before what was.
    Statement(
      """
      INSERT INTO messages (
        office_id, id, booking_id, booking_version, kind, terms_version_id, due_at, next_attempt_at, deliver_by,
        expires_at, facts)
      SELECT r.office_id, $2, r.id, $4, CASE WHEN untold.terms IS NULL THEN $5 ELSE 'follow_up_details' END,
        CASE $5 WHEN 'offer' THEN r.terms_version_id
          ELSE coalesce(untold.terms, ($8::jsonb ->> 'enclosed_terms')::uuid) END,
        due.at, due.at, $7::timestamptz,
        CASE
          WHEN $5 IN ('offer', 'reminder_unconfirmed') THEN r.deadline
          WHEN $5 IN ('details', 'follow_up_details') THEN r.ends_at
          WHEN $5 = 'reminder_day_before' THEN r.starts_at
        END,
        jsonb_strip_nulls(jsonb_build_object(
          'office_code', o.code, 'office_name', o.name, 'office_phone', o.phone, 'time_zone', o.time_zone,
          'person', r.seeker_name, 'service', r.service_code, 'service_ja', s.name_ja, 'service_en', s.name_en,
          'minutes', r.minutes, 'status', r.status_now, 'channel', r.channel,
          'starts_at', utc_text(r.starts_at), 'ends_at', utc_text(r.ends_at),
          'vendor', coalesce(r.licence_vendor, r.vendor), 'deadline', utc_text(r.deadline),
          'offer_starts', (
            SELECT jsonb_agg(utc_text(offered.start) ORDER BY offered.place)
            FROM unnest(r.offer_starts) WITH ORDINALITY AS offered (start, place)),
          'terms_version', r.terms_version_id, 'decline_ground', r.decline_ground, 'cancel_class', r.cancel_class,
          'newer_terms_version', untold.terms, 'enclosed_terms', untold.terms))
          || $8
      FROM booking_readings r
        JOIN offices o ON o.id = r.office_id
        JOIN services s ON s.office_id = r.office_id AND s.code = r.service_code
        CROSS JOIN LATERAL (
          SELECT greatest($6::timestamptz, max(m.due_at)) AS at FROM messages m
          WHERE m.office_id = $1 AND m.booking_id = $3 AND m.due_at <= m.created_at) AS due
        CROSS JOIN LATERAL (
          SELECT CASE WHEN $5 = 'details' AND r.newer_terms_version_id IS NOT NULL AND NOT EXISTS (
              SELECT FROM messages m
              WHERE m.office_id = $1 AND m.booking_id = $3 AND m.status = 'delivered'
                AND m.terms_version_id = r.newer_terms_version_id)
            THEN r.newer_terms_version_id END AS terms) AS untold
      WHERE r.office_id = $1 AND r.id = $3
      ON CONFLICT (office_id, booking_id, kind, booking_version) DO NOTHING
      """,
      session.office.id, UUID(), booking, version, kind, max(due ?? session.now, session.now), deliverBy,
      PostgresJSON.object(facts))
  }
}
