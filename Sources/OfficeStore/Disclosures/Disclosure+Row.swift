import Foundation
import Postgres
import Scheduling

extension Disclosure {
  /// Takes the row lock that orders what is done about one disclosure.
  static func lock(_ id: DisclosureID, in session: Session) -> Statement {
    Statement("SELECT 1 FROM disclosures WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
  }

  static func reading(_ id: DisclosureID, in session: Session) -> Statement {
    var query = DisclosureQuery()
    query.id = id
    return query.reading(in: session)
  }

  init(row: Row) throws {
    id = try row.decode("id")
    kind = try row.decode("kind")
    legalBasis = try row.decode("legal_basis")
    requester = try row.decode("requester")
    scope = try Scope(row: row)
    requestedAt = try row.decode("requested_at")
    dueAt = try row.decode("due_at")
    createdAt = try row.decode("created_at")
    createdBy = try row.decode("created_by")
    extended = try Act(row, "extended_at", "extended_by", reason: "extension_reason")
    approved = try Act(row, "approved_at", "approved_by", reason: nil)
    refused = try Act(row, "refused_at", "refused_by", reason: "refusal_reason")
    given = try Act(row, "given_at", "given_by", reason: nil)
    let (by, digests) = (
      try row.decode("exported_by", as: [String].self), try row.decode("sha256", as: [String].self)
    )
    exports = zip(try row.decode("exported_at", as: [Instant].self), zip(by, digests)).map {
      Export(at: $0, by: $1.0, sha256: $1.1)
    }
  }

  func insertion(in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO disclosures (
        office_id, id, kind, legal_basis, requester, seeker_id, booking_id, used_from, used_until, requested_at, due_at)
      VALUES ($1, $2, $3, $4, $5, $6::uuid, $7::uuid, $8::date, $9::date, $10, $11)
      """,
      session.office.id, id, kind, legalBasis, requester, scope.seeker, scope.booking, scope.days?.from,
      scope.days?.until, requestedAt, dueAt)
  }

  func writing(in session: Session) -> Statement {
    Statement(
      """
      UPDATE disclosures SET due_at = $3, extended_at = $4::timestamptz, extended_by = $5::text,
        extension_reason = $6::text, approved_at = $7::timestamptz, approved_by = $8::text,
        refused_at = $9::timestamptz, refused_by = $10::text, refusal_reason = $11::text,
        given_at = $12::timestamptz, given_by = $13::text
      WHERE office_id = $1 AND id = $2
      """,
      session.office.id, id, dueAt, extended?.at, extended?.by, extended?.reason, approved?.at, approved?.by,
      refused?.at,
      refused?.by, refused?.reason, given?.at, given?.by)
  }
}

extension DisclosureQuery {
  func reading(in session: Session) -> Statement {
    Statement(
      """
      SELECT d.id, d.kind, d.legal_basis, d.requester, d.seeker_id, d.booking_id, d.used_from, d.used_until,
        d.requested_at, d.due_at, d.created_at, d.created_by, d.extended_at, d.extended_by, d.extension_reason,
        d.approved_at, d.approved_by, d.refused_at, d.refused_by, d.refusal_reason, d.given_at, d.given_by,
        ARRAY(SELECT e.exported_at FROM disclosure_exports e
          WHERE e.office_id = $1 AND e.disclosure_id = d.id ORDER BY e.exported_at, e.id) AS exported_at,
        ARRAY(SELECT e.exported_by FROM disclosure_exports e
          WHERE e.office_id = $1 AND e.disclosure_id = d.id ORDER BY e.exported_at, e.id) AS exported_by,
        ARRAY(SELECT encode(e.sha256, 'hex') FROM disclosure_exports e
          WHERE e.office_id = $1 AND e.disclosure_id = d.id ORDER BY e.exported_at, e.id) AS sha256
      FROM disclosures d
      WHERE d.office_id = $1 AND ($2::uuid IS NULL OR d.id = $2)
        AND ($3::text IS NULL OR $3 = CASE
          WHEN d.given_at IS NOT NULL THEN 'given' WHEN d.refused_at IS NOT NULL THEN 'refused'
          WHEN d.approved_at IS NOT NULL THEN 'approved' ELSE 'requested' END)
        AND ($4::timestamptz IS NULL OR (d.created_at, d.id) > ($4, $5::uuid))
      ORDER BY d.created_at, d.id
      LIMIT $6
      """, session.office.id, id, status?.rawValue, after?.at, after?.id, limit + 1)
  }

  /// The entry of the audit for the page.
  func entry(in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO audit_entries (
        office_id, role, purpose, request_id, operation, subject_id, kind, outcome, id, booking_ids)
      SELECT $1, $2, $3, $4::text, $5, coalesce(CASE count(*) WHEN 1 THEN min(shown.id::text)::uuid END, $6::uuid),
        'read', 'done', $7,
        coalesce(array_agg(DISTINCT shown.booking_id) FILTER (WHERE shown.booking_id IS NOT NULL), '{}')
      FROM (
        SELECT d.id, d.booking_id FROM disclosures d
        WHERE d.office_id = $1 AND ($8::uuid IS NULL OR d.id = $8)
          AND ($9::text IS NULL OR $9 = CASE
            WHEN d.given_at IS NOT NULL THEN 'given' WHEN d.refused_at IS NOT NULL THEN 'refused'
            WHEN d.approved_at IS NOT NULL THEN 'approved' ELSE 'requested' END)
          AND ($10::timestamptz IS NULL OR (d.created_at, d.id) > ($10, $11::uuid))
        ORDER BY d.created_at, d.id
        LIMIT $12) AS shown
      HAVING count(*) > 0
      """, parameters: session.listing(UUID(), id, status?.rawValue, after?.at, after?.id, limit + 1))
  }
}

extension Disclosure.Scope {
  var seeker: SeekerID? { if case .person(let id) = self { id } else { nil } }
  var booking: BookingID? { if case .booking(let id) = self { id } else { nil } }
  var days: (from: CivilDate, until: CivilDate)? {
    if case .use(let from, let until) = self { (from, until) } else { nil }
  }

  fileprivate init(row: Row) throws {
    if let seeker = try row.decodeIfPresent("seeker_id", as: SeekerID.self) {
      self = .person(seeker)
    } else if let booking = try row.decodeIfPresent("booking_id", as: BookingID.self) {
      self = .booking(booking)
    } else {
      self = .use(from: try row.decode("used_from"), until: try row.decode("used_until"))
    }
  }
}

extension Disclosure.Act {
  fileprivate init?(_ row: Row, _ at: String, _ by: String, reason: String?) throws {
    guard let instant = try row.decodeIfPresent(at, as: Instant.self) else { return nil }
    self.init(
      at: instant, by: try row.decode(by), reason: try reason.flatMap { try row.decodeIfPresent($0, as: String.self) })
  }
}
