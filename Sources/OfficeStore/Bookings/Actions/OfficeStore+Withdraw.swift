import Postgres
import Scheduling

/// 取下げ: the user takes the application back before it became firm.
public struct Withdrawal: Sendable {
  /// How it reached the office, if that was said.
  public var channel: Channel?
  /// Why; free text.
  public var reason: String?

  /// A withdrawal.
  public init(channel: Channel? = nil, reason: String? = nil) {
    self.channel = channel
    self.reason = reason
  }
}

extension OfficeStore {
  /// Ends an application that was received or offered; what the offer held is free at once.
  ///
  /// - Throws: `illegalTransition`.
  public func withdraw(
    _ id: BookingID, _ withdrawal: Withdrawal, _ context: CommandContext, answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    try await change(id, context, answer: answer) { session, booking, _ in
      try booking.status.require(.withdraw)
      let entry = Booking.Entry(
        kind: "withdrawn", to: .withdrawn, channel: withdrawal.channel, reason: withdrawal.reason)
      // the user's own word is answered where it was said; what was still to be told is not told any more
      let statements =
        booking.endingBeforeFirm(entry, in: session)
        + [Outbox.dropping(MessageKind.ofLiveBookings, about: id, in: session), Booking.reading(id, in: session)]
      return try Booking.after(try await session.run(statements)[...])
    }
  }
}

extension Booking {
  /// Ends it before it was firm, and frees what its offer holds.
  func endingBeforeFirm(_ entry: Entry, ground: DeclineGround? = nil, in session: Session) -> [Statement] {
    [
      Statement("DELETE FROM allocations WHERE office_id = $1 AND booking_id = $2", session.office.id, id),
      Statement(
        """
        UPDATE bookings SET version = $3, status = $4, ended_at = $5, decline_ground = $6::text
        WHERE office_id = $1 AND id = $2
        """, session.office.id, id, version + 1, entry.to, session.now, ground),
      event(entry, from: status, version: version + 1, in: session),
    ]
  }
}
