import Postgres
import Scheduling

extension OfficeStore {
  /// お断り: refuses an application that was received or offered; what the offer held is free at once.
  ///
  /// - Parameters:
  ///   - ground: statistics keep them apart.
  ///   - reason: free text.
  /// - Throws: `illegalTransition`.
  public func decline(
    _ id: BookingID, ground: DeclineGround, reason: String, _ context: CommandContext,
    answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    try await change(id, context, answer: answer) { session, booking, _ in
      try booking.status.require(.decline)
      let entry = Booking.Entry(
        kind: "declined", to: .declined, reason: reason, data: .object(["ground": .text(ground.rawValue)]))
      let statements =
        booking.endingBeforeFirm(entry, ground: ground, in: session)
        + Outbox.telling(.declined, about: id, version: booking.version + 1, in: session)
        + [Booking.reading(id, in: session)]
      return try Booking.after(try await session.run(statements)[...])
    }
  }
}
