import Postgres
import Scheduling

/// 同意: what a user is deemed to have agreed to with a booking. Written once, with the change that it belongs to.
public struct Consent: Sendable {
  /// By what. A booking has each kind once.
  public let kind: ConsentKind
  /// Exactly the text that was shown; of a vendor's terms, the version whose Art. 4 deems them accepted.
  public let termsVersion: TermsVersionID
  /// Whose terms, for `vendorTerms`.
  public let vendor: Vendor?
  /// How the contact came that it was given with.
  public let channel: Channel
  /// When it was given.
  public let givenAt: Instant
  /// When it was entered; never before it was given.
  public let recordedAt: Instant
  /// Whether whoever took the application stated that the terms were pointed out (前文).
  public let termsPointedOut: Bool
  /// Whether it is the one that counts (A9); the members below are of this one only.
  public let isOperative: Bool
  /// The version that was in force already when an older one was carried over (A11).
  public let newerTerms: TermsVersionID?
  /// The version that was in force when the session began (A11).
  public let sessionTerms: TermsVersionID?
}

extension Consent {
  /// A booking's consents in the order of their kinds, from the place after `place`.
  static func page(of booking: BookingID, after place: Int, limit: Int, in session: Session) -> Statement {
    Statement(
      """
      SELECT c.kind, c.terms_version_id, c.vendor, c.channel, c.given_at, c.recorded_at, c.terms_pointed_out,
        coalesce(c.kind = b.consent_kind, false), b.newer_terms_version_id, b.session_terms_version_id
      FROM consents c
        JOIN bookings b ON b.office_id = c.office_id AND b.id = c.booking_id
      WHERE c.office_id = $1 AND c.booking_id = $2 AND array_position($3::text[], c.kind) > $4
      ORDER BY array_position($3::text[], c.kind)
      LIMIT $5
      """, session.office.id, booking, ConsentKind.allCases.map(\.rawValue), place, limit)
  }

  init(row: Row) throws {
    let isOperative: Bool = try row.decode(7)
    self.init(
      kind: try row.decode(0), termsVersion: try row.decode(1), vendor: try row.decodeIfPresent(2),
      channel: try row.decode(3), givenAt: try row.decode(4), recordedAt: try row.decode(5),
      termsPointedOut: try row.decode(6), isOperative: isOperative,
      newerTerms: isOperative ? try row.decodeIfPresent(8) : nil,
      sessionTerms: isOperative ? try row.decodeIfPresent(9) : nil)
  }
}

extension OfficeStore {
  /// What was agreed to with a booking, one more than `limit` when there is a next page; `notFound` for no booking of the
  /// office.
  ///
  /// - Parameter place: how many kinds of `ConsentKind` lie behind.
  public func consents(
    of booking: BookingID, after place: Int = 0, limit: Int = 50, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [Consent] {
    let statements = { (session: Session) in
      [
        Statement("SELECT 1 FROM bookings WHERE office_id = $1 AND id = $2", session.office.id, booking),
        Consent.page(of: booking, after: place, limit: limit + 1, in: session),
      ]
    }
    return try await read(caller, office, auditing: .booking(booking), statements) { _, results in
      guard results.first?.first != nil else { throw DomainError.notFound }
      return try results.last?.map(Consent.init(row:)) ?? []
    }
  }
}
