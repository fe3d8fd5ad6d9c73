import Postgres
import Scheduling

/// An entry of the contact log: that a user got in touch about a firm booking.
public struct ContactEntry: Sendable {
  /// Unique within the office.
  public let id: ContactID
  /// How it came.
  public let channel: Channel
  /// What was said; at most 2,000 characters.
  public let note: String?
  /// When it arrived.
  public let receivedAt: Instant
  /// When it was entered; never before it arrived.
  public let enteredAt: Instant
  /// Role and token of who entered it.
  public let enteredBy: String
}

extension ContactEntry {
  static func insertion(
    _ contact: Contact, of booking: BookingID, arrivedAt arrived: Instant, in session: Session
  ) -> Statement {
    Statement(
      """
      INSERT INTO contacts (office_id, id, booking_id, channel, note, received_at)
      VALUES ($1, $2, $3, $4, $5::text, $6)
      """, session.office.id, ContactID(), booking, contact.channel, contact.note, arrived)
  }

  init(row: Row) throws {
    self.init(
      id: try row.decode(0), channel: try row.decode(1), note: try row.decodeIfPresent(2),
      receivedAt: try row.decode(3), enteredAt: try row.decode(4), enteredBy: try row.decode(5))
  }
}

extension OfficeStore {
  /// The contacts about a booking in the order in which they were entered, one more than `limit` when there is a next page.
  /// Throws `notFound` for a booking that the office does not have.
  public func contacts(
    of booking: BookingID, limit: Int = 200, after: Arrival<IdentifierKind.Contact>? = nil, _ caller: Caller,
    _ office: Office
  ) async throws(DomainError) -> [ContactEntry] {
    let statements = { (session: Session) in
      [
        Statement("SELECT 1 FROM bookings WHERE office_id = $1 AND id = $2", session.office.id, booking),
        Statement(
          """
          SELECT id, channel, note, received_at, entered_at, entered_by FROM contacts
          WHERE office_id = $1 AND booking_id = $2
            AND ($3::timestamptz IS NULL OR (entered_at, id) > ($3, $4::uuid))
          ORDER BY entered_at, id LIMIT $5
          """, session.office.id, booking, after?.at, after?.id, limit + 1),
      ]
    }
    return try await read(caller, office, auditing: .booking(booking), statements) { _, results in
      guard results.first?.first != nil else { throw DomainError.notFound }
      return try results.last?.map(ContactEntry.init(row:)) ?? []
    }
  }
}
