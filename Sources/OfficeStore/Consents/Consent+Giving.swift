import Postgres
import Scheduling

// Before the write that makes a booking firm: its key leads to the consent, and no constraint waits for the commit.

extension Consent {
  /// By applying (前文). Staff who take an application by phone or at the counter state that they pointed the terms out;
  /// whoever applies over MyPage has them before the eyes.
  static func byApplying(
    _ booking: BookingID, to terms: TermsVersionID, over channel: Channel, in session: Session
  ) -> Statement {
    Statement(
      """
      INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at, terms_pointed_out)
      VALUES ($1, $2, 'application', $3, $4, $5, $6)
      """, session.office.id, booking, terms, channel, session.now, channel == .phone || channel == .counter)
  }

  /// By what makes a booking firm (Art. 6(3), 6(5)), and to the vendor's own terms with it (Art. 4).
  static func operative(
    _ kind: ConsentKind, _ booking: BookingID, to terms: TermsVersionID, of vendor: Vendor, over channel: Channel,
    at instant: Instant, in session: Session
  ) -> Statement {
    Statement(
      """
      INSERT INTO consents (office_id, booking_id, kind, terms_version_id, channel, given_at, vendor)
      VALUES ($1, $2, $3, $4, $5, $6, NULL), ($1, $2, 'vendor_terms', $4, $5, $6, $7)
      """, session.office.id, booking, kind, terms, channel, instant, vendor)
  }

  /// The version that a firm booking's consent is bound to.
  static func operativeTerms(of booking: BookingID, in session: Session) -> Statement {
    Statement(
      """
      SELECT c.terms_version_id FROM bookings b
        JOIN consents c ON c.office_id = b.office_id AND c.booking_id = b.id AND c.kind = b.consent_kind
      WHERE b.office_id = $1 AND b.id = $2
      """, session.office.id, booking)
  }
}
