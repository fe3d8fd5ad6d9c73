import Foundation
import Postgres
import Scheduling

// The entry of the audit comes first, and the page is made of whom it names: so the conditions stand in one place, and the
// page, whose view is dear to plan, is one text whatever is asked for, which the server plans once.

extension BookingQuery {
  /// The bookings that the entries name.
  static func page(ofEntries entries: [UUID], in session: Session) -> Statement {
    Statement(
      """
      SELECT * FROM booking_readings
      WHERE office_id = $1 AND id = ANY (ARRAY(
        SELECT unnest(e.booking_ids) FROM audit_entries e WHERE e.office_id = $1 AND e.at = $2 AND e.id = ANY ($3)))
      ORDER BY created_at, id
      """, session.office.id, session.now, entries)
  }

  /// The entry for the page: one for each key under which the persons' digests were made and kept, none when nobody is
  /// found.
  ///
  /// - Parameter entries: the ids that entries may have, one more than there are keys.
  func entry(_ entries: [UUID], in session: Session) -> Statement {
    from == nil && to == nil ? entryOfAny(entries, in: session) : entryOfAgreed(entries, in: session)
  }

  private func entryOfAny(_ entries: [UUID], in session: Session) -> Statement {
    Statement(
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
          AND ($10::uuid IS NULL OR b.counselor_id = $10)
          AND ($11::uuid IS NULL OR b.seeker_id = $11)
          AND ($12::timestamptz IS NULL OR (b.created_at, b.id) > ($12, $13::uuid))
        ORDER BY b.created_at, b.id
        LIMIT $14) AS shown
      GROUP BY shown.key
      """,
      parameters: session.listing(
        entries, session.keys?.ids ?? [], statuses, counselor, seeker, after?.at, after?.id, limit + 1))
  }

  /// Every bound of the start is one whether it is given or not, so that the index of starts serves all of them in one plan.
  private func entryOfAgreed(_ entries: [UUID], in session: Session) -> Statement {
    Statement(
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
          AND b.starts_at >= greatest($9::timestamptz, '-infinity') AND b.starts_at < least($10::timestamptz, 'infinity')
          AND ($11::text[] IS NULL OR b.status_now = ANY ($11))
          AND ($12::uuid IS NULL OR b.counselor_id = $12)
          AND ($13::uuid IS NULL OR b.seeker_id = $13)
          AND ($14::timestamptz IS NULL OR (b.created_at, b.id) > ($14, $15::uuid))
        ORDER BY b.created_at, b.id
        LIMIT $16) AS shown
      GROUP BY shown.key
      """,
      parameters: session.listing(
        entries, session.keys?.ids ?? [], from, to, statuses, counselor, seeker, after?.at, after?.id, limit + 1))
  }
}
