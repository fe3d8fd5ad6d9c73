import Postgres
import Scheduling

/// 規約版: a version of the terms of use that was announced. Nothing of it ever changes (Art. 13).
public struct TermsVersion: Sendable {
  /// Unique in the deployment.
  public let id: TermsVersionID
  /// Whose terms they are.
  public let issuer: TermsIssuer
  /// What they are about.
  public let serviceGroup: String
  /// What they are called.
  public let title: String
  /// Who signs.
  public let issuerTitle: String?
  /// Art. 14.
  public let governingCourt: String?
  /// Of the text's UTF-8.
  public let sha256: [UInt8]
  /// Art. 13.
  public let ground: TermsGround
  /// When it was announced.
  public let announcedAt: Instant
  /// From when on it counts.
  public let effectiveFrom: Instant
  /// Whether it counts in the office now: no nearer issuer's and no later one does.
  public let isInForce: Bool
}

extension TermsVersion {
  /// The one statement that says which version counts for an office: its own before its bureau's before the ministry's,
  /// and of one issuer's the one that took effect last.
  ///
  /// - Parameter at: nil: now. Of another instant, as it is known now.
  static func inForce(
    about group: TermsServiceGroup = .onlineCounseling, at instant: Instant? = nil, in session: Session
  ) -> Statement {
    Statement(
      """
      SELECT id FROM office_terms
      WHERE office_id = $1 AND service_group = $2 AND effective_from <= $3 AND announced_at <= $4
      ORDER BY distance, effective_from DESC
      LIMIT 1
      """, session.office.id, group.text, instant ?? session.now, session.now)
  }

  /// The one that counted when a booking's agreed session began, as it was known then; nothing without an agreed time.
  static func inForce(
    about group: TermsServiceGroup = .onlineCounseling, atStartOf booking: BookingID, in session: Session
  ) -> Statement {
    Statement(
      """
      SELECT t.id FROM bookings b JOIN office_terms t ON t.office_id = b.office_id
      WHERE b.office_id = $1 AND t.office_id = $1 AND b.id = $2 AND t.service_group = $3
        AND t.effective_from <= b.starts_at AND t.announced_at <= b.starts_at
      ORDER BY t.distance, t.effective_from DESC
      LIMIT 1
      """, session.office.id, booking, group.text)
  }

  /// A row when the issuer has announced any version of the document.
  static func issued(by issuer: TermsIssuer, about group: TermsServiceGroup) -> Statement {
    Statement(
      "SELECT id FROM terms_versions WHERE issuer_kind = $1 AND issuer_code = $2 AND service_group = $3 LIMIT 1",
      issuer.kind, issuer.code, group.text)
  }

  /// The id that `inForce` found.
  static func id(in result: QueryResult?) throws -> TermsVersionID? {
    try result?.first?.decode(0, as: TermsVersionID.self)
  }

  /// What reaches the office, in the order of announcement.
  static func page(after: Arrival<IdentifierKind.TermsVersion>?, limit: Int, in session: Session) -> Statement {
    Statement(
      """
      SELECT t.id, t.issuer_kind, t.issuer_code, t.service_group, t.title, t.issuer_title, t.governing_court, t.sha256,
        t.ground, t.announced_at, t.effective_from, coalesce(t.id = (
          SELECT f.id FROM office_terms f
          WHERE f.office_id = $1 AND f.service_group = t.service_group AND f.effective_from <= $2 AND f.announced_at <= $2
          ORDER BY f.distance, f.effective_from DESC LIMIT 1), false)
      FROM office_terms t
      WHERE t.office_id = $1 AND ($3::timestamptz IS NULL OR (t.announced_at, t.id) > ($3, $4::uuid))
      ORDER BY t.announced_at, t.id
      LIMIT $5
      """, session.office.id, session.now, after?.at, after?.id, limit)
  }

  /// One version with its text: one that reaches the office, or ever was shown to a user of it, for ever.
  static func reading(_ id: TermsVersionID, in session: Session) -> Statement {
    Statement(
      """
      SELECT t.id, t.issuer_kind, t.issuer_code, t.service_group, t.title, t.issuer_title, t.governing_court, t.sha256,
        t.ground, t.announced_at, t.effective_from, coalesce(t.id = (
          SELECT f.id FROM office_terms f
          WHERE f.office_id = $1 AND f.service_group = t.service_group AND f.effective_from <= $2 AND f.announced_at <= $2
          ORDER BY f.distance, f.effective_from DESC LIMIT 1), false), t.body
      FROM terms_versions t
      WHERE t.id = $3 AND (
        EXISTS (SELECT FROM office_terms o WHERE o.office_id = $1 AND o.id = t.id)
        OR EXISTS (SELECT FROM consents c WHERE c.office_id = $1 AND c.terms_version_id = t.id)
        OR EXISTS (SELECT FROM offers f WHERE f.office_id = $1 AND f.terms_version_id = t.id))
      """, session.office.id, session.now, id)
  }

  init(row: Row) throws {
    guard let issuer = TermsIssuer(kind: try row.decode(1), code: try row.decode(2)) else {
      throw StoreFailure.unreadable("terms_versions")
    }
    self.init(
      id: try row.decode(0), issuer: issuer, serviceGroup: try row.decode(3), title: try row.decode(4),
      issuerTitle: try row.decodeIfPresent(5), governingCourt: try row.decodeIfPresent(6), sha256: try row.decode(7),
      ground: try row.decode(8), announcedAt: try row.decode(9), effectiveFrom: try row.decode(10),
      isInForce: try row.decode(11))
  }
}
