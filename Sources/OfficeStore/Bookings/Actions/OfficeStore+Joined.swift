import Postgres
import Scheduling

extension OfficeStore {
  /// Notes that the user has entered the meeting: who waits there, while the session before overruns, is no no-show. The
  /// first entry counts.
  ///
  /// - Parameter instant: when; nil means now.
  /// - Throws: `illegalTransition`; `invalidJoinedAt` for an instant in the future or before the present time was agreed.
  public func joined(
    _ id: BookingID, at instant: Instant?, _ context: CommandContext, answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    try await change(id, context, answer: answer) { session, booking, _ in
      try booking.status.require(.joined)
      guard let agreement = booking.agreement else { throw StoreFailure.unreadable("bookings") }
      let entered = try ContactTime.of(
        stated: instant, notBefore: booking.rescheduledAt ?? agreement.confirmedAt, now: session.now,
        orThrow: .invalidJoinedAt)
      let version = booking.version + 1
      let results = try await session.run([
        Statement(
          """
          UPDATE bookings SET version = $3, joined_at = $4, no_show_at = NULL WHERE office_id = $1 AND id = $2
          """, session.office.id, id, version, [booking.joinedAt, entered].compactMap { $0 }.min()),
        booking.event(
          .init(kind: "joined", to: booking.status, occurredAt: entered), from: booking.status, version: version,
          in: session),
        Booking.reading(id, in: session),
      ])
      return try Booking.after(results[...])
    }
  }
}
