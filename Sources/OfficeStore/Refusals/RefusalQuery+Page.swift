import Foundation
import Postgres
import Scheduling

extension RefusalQuery {
  func page(in session: Session) -> Statement {
    Statement(
      """
      SELECT * FROM refusals_by_the_clock
      WHERE office_id = $1
        AND ($2::text[] IS NULL OR status_now = ANY ($2)) AND ($3::uuid IS NULL OR seeker_id = $3)
        AND ($4::timestamptz IS NULL OR (decided_at, id) > ($4, $5::uuid))
      ORDER BY decided_at, id LIMIT $6
      """, session.office.id, statuses, seeker, after?.at, after?.id, limit + 1)
  }

  /// The entry of the audit for the page.
  func entry(in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO audit_entries (
        office_id, role, purpose, request_id, operation, subject_id, kind, outcome, id, booking_ids)
      SELECT $1, $2, $3, $4::text, $5, coalesce(CASE count(*) WHEN 1 THEN min(shown.id::text)::uuid END, $6::uuid),
        'read', 'done', $7, array_agg(DISTINCT shown.booking_id)
      FROM (
        SELECT id, booking_id FROM refusals_by_the_clock
        WHERE office_id = $1
          AND ($8::text[] IS NULL OR status_now = ANY ($8)) AND ($9::uuid IS NULL OR seeker_id = $9)
          AND ($10::timestamptz IS NULL OR (decided_at, id) > ($10, $11::uuid))
        ORDER BY decided_at, id
        LIMIT $12) AS shown
      HAVING count(*) > 0
      """, parameters: session.listing(UUID(), statuses, seeker, after?.at, after?.id, limit + 1))
  }
}
