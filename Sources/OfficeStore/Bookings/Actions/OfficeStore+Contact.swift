import Postgres
import Scheduling

/// The user got in touch about a firm booking, without cancelling it.
public struct Contact: Sendable {
  /// How.
  public var channel: Channel
  /// What was said; free text.
  public var note: String?
  /// When it arrived; nil means now. Only staff may say otherwise, for phone and counter.
  public var receivedAt: Instant?

  /// A contact.
  public init(channel: Channel, note: String? = nil, receivedAt: Instant? = nil) {
    self.channel = channel
    self.note = note
    self.receivedAt = receivedAt
  }
}

extension OfficeStore {
  /// Notes that the user got in touch: a silent no-show is not deemed any more (Art. 6(6), A8). One that is deemed already
  /// is taken back with a reversal, whenever the contact arrived. One that arrived before the booking was moved is logged and
  /// ends no silence, because it was about another time.
  ///
  /// - Throws: `illegalTransition`; `invalidReceivedAt` for an instant in the future or before the offer.
  public func contact(
    _ id: BookingID, _ contact: Contact, _ context: CommandContext, answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    try await change(id, context, answer: answer) { session, booking, _ in
      try booking.status.require(.contact)
      guard let agreement = booking.agreement else { throw StoreFailure.unreadable("bookings") }
      let arrived = try ContactTime.of(
        stated: contact.receivedAt, notBefore: booking.offer?.offeredAt ?? agreement.confirmedAt, now: session.now,
        orThrow: .invalidReceivedAt)
      let version = booking.version + 1
      let endsSilence = ContactTime.endsSilence(arrived, rescheduledAt: booking.rescheduledAt)
      let results = try await session.run([
        Statement(
          """
          UPDATE bookings SET version = $3, contacted_at = $4::timestamptz, no_show_at = $5::timestamptz
          WHERE office_id = $1 AND id = $2
          """,
          session.office.id, id, version,
          endsSilence ? [booking.contactedAt, arrived].compactMap { $0 }.max() : booking.contactedAt,
          endsSilence ? nil : booking.noShowAt),
        ContactEntry.insertion(contact, of: id, arrivedAt: arrived, in: session),
        booking.event(
          .init(
            kind: "contacted", to: booking.status, occurredAt: arrived, channel: contact.channel, reason: contact.note),
          from: booking.status, version: version, in: session),
        Booking.reading(id, in: session),
      ])
      return try Booking.after(results[...])
    }
  }
}
