import Foundation
import Postgres
import Scheduling

extension BookingQuery {
  func page(in session: Session) -> Statement {
    Statement(
      """
      SELECT * FROM booking_readings
      WHERE office_id = $1
        AND ($2::text[] IS NULL OR status_now = ANY ($2))
        AND ($3::timestamptz IS NULL OR starts_at >= $3)
        AND ($4::timestamptz IS NULL OR starts_at < $4)
        AND ($5::uuid IS NULL OR counselor_id = $5)
        AND ($6::uuid IS NULL OR seeker_id = $6)
        AND ($7::timestamptz IS NULL OR (created_at, id) > ($7, $8::uuid))
      ORDER BY created_at, id
      LIMIT $9
      """,
      session.office.id, statuses, from, to, counselor, seeker, after?.at, after?.id, limit + 1)
  }

  /// The entry of the audit for the page, without the booking that only tells of a next one. The digests are those that
  /// were kept with the persons; while several keys are in use, an entry for each key.
  func entry(in session: Session) -> Statement {
    let keys = session.keys?.ids ?? []
    return Statement(
      """
      INSERT INTO audit_entries (
        office_id, role, purpose, request_id, operation, subject_id, kind, outcome, id, booking_ids, person_key_id,
        person_digests)
      SELECT $1, $2, $3, $4::text, $5, $6::uuid, 'read', 'done', ($7::uuid[])[shown.key],
        array_agg(shown.id ORDER BY shown.created_at, shown.id),
        CASE WHEN count(shown.digest) > 0 THEN ($8::text[])[shown.key] END,
        coalesce(array_agg(DISTINCT shown.digest) FILTER (WHERE shown.digest IS NOT NULL), '{}')
      FROM (
        SELECT b.id, b.created_at, coalesce(array_position($8::text[], s.number_key_id), 1) AS key,
          CASE WHEN s.number_key_id = ANY ($8::text[]) THEN s.number_digest END AS digest
        FROM bookings_by_the_clock b JOIN seekers s ON s.office_id = b.office_id AND s.id = b.seeker_id
        WHERE b.office_id = $1
          AND ($9::text[] IS NULL OR b.status_now = ANY ($9))
          AND ($10::timestamptz IS NULL OR b.starts_at >= $10)
          AND ($11::timestamptz IS NULL OR b.starts_at < $11)
          AND ($12::uuid IS NULL OR b.counselor_id = $12)
          AND ($13::uuid IS NULL OR b.seeker_id = $13)
          AND ($14::timestamptz IS NULL OR (b.created_at, b.id) > ($14, $15::uuid))
        ORDER BY b.created_at, b.id
        LIMIT $16) AS shown
      GROUP BY shown.key
      """,
      parameters: session.listing(
        (0...keys.count).map { _ in UUID() }, keys, statuses, from, to, counselor, seeker, after?.at, after?.id, limit))
  }
}
