import Foundation
import Postgres
import Scheduling

extension StaffTaskQuery {
  func page(in session: Session) -> Statement { isClosed ? closed(in: session) : open(in: session) }

  /// The entry of the audit for the page.
  func entry(in session: Session) -> Statement { isClosed ? entryOfClosed(in: session) : entryOfOpen(in: session) }
}

// What waits has texts of its own, because only then the index of what waits is of use: all the years of what is closed
// come first in the order of age.

extension StaffTaskQuery {
  private func open(in session: Session) -> Statement {
    Statement(
      """
      SELECT id, kind, booking_id, note, created_at, created_by, closed_at, closed_by, disclosure_id FROM tasks
      WHERE office_id = $1 AND closed_at IS NULL
        AND ($2::text IS NULL OR kind = $2) AND ($3::uuid IS NULL OR booking_id = $3)
        AND ($4::timestamptz IS NULL OR (created_at, id) > ($4, $5::uuid))
      ORDER BY created_at, id
      LIMIT $6
      """, session.office.id, kind, booking, after?.at, after?.id, limit + 1)
  }

  private func entryOfOpen(in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO audit_entries (
        office_id, role, purpose, request_id, operation, subject_id, kind, outcome, id, booking_ids)
      SELECT $1, $2, $3, $4::text, $5, coalesce(CASE count(*) WHEN 1 THEN min(shown.id::text)::uuid END, $6::uuid),
        'read', 'done', $7,
        coalesce(array_agg(DISTINCT shown.booking_id) FILTER (WHERE shown.booking_id IS NOT NULL), '{}')
      FROM (
        SELECT id, booking_id FROM tasks
        WHERE office_id = $1 AND closed_at IS NULL
          AND ($8::text IS NULL OR kind = $8) AND ($9::uuid IS NULL OR booking_id = $9)
          AND ($10::timestamptz IS NULL OR (created_at, id) > ($10, $11::uuid))
        ORDER BY created_at, id
        LIMIT $12) AS shown
      HAVING count(*) > 0
      """, parameters: session.listing(UUID(), kind, booking, after?.at, after?.id, limit + 1))
  }
}

extension StaffTaskQuery {
  private func closed(in session: Session) -> Statement {
    Statement(
      """
      SELECT id, kind, booking_id, note, created_at, created_by, closed_at, closed_by, disclosure_id FROM tasks
      WHERE office_id = $1 AND closed_at IS NOT NULL
        AND ($2::text IS NULL OR kind = $2) AND ($3::uuid IS NULL OR booking_id = $3)
        AND ($4::timestamptz IS NULL OR (created_at, id) > ($4, $5::uuid))
      ORDER BY created_at, id
      LIMIT $6
      """, session.office.id, kind, booking, after?.at, after?.id, limit + 1)
  }

  private func entryOfClosed(in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO audit_entries (
        office_id, role, purpose, request_id, operation, subject_id, kind, outcome, id, booking_ids)
      SELECT $1, $2, $3, $4::text, $5, coalesce(CASE count(*) WHEN 1 THEN min(shown.id::text)::uuid END, $6::uuid),
        'read', 'done', $7,
        coalesce(array_agg(DISTINCT shown.booking_id) FILTER (WHERE shown.booking_id IS NOT NULL), '{}')
      FROM (
        SELECT id, booking_id FROM tasks
        WHERE office_id = $1 AND closed_at IS NOT NULL
          AND ($8::text IS NULL OR kind = $8) AND ($9::uuid IS NULL OR booking_id = $9)
          AND ($10::timestamptz IS NULL OR (created_at, id) > ($10, $11::uuid))
        ORDER BY created_at, id
        LIMIT $12) AS shown
      HAVING count(*) > 0
      """, parameters: session.listing(UUID(), kind, booking, after?.at, after?.id, limit + 1))
  }
}
