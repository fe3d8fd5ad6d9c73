import Postgres
import Scheduling

extension OfficeStore {
  /// 中止: stops a running session for conduct (Art. 12(1)). It does not count as held, and its resources stay taken until
  /// the slot's end. A supervisor looks at it, and it counts towards a review of the person.
  ///
  /// - Throws: `illegalTransition`.
  public func terminate(
    _ id: BookingID, reason: String, _ context: CommandContext, answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    try await change(id, context, answer: answer) { session, booking, _ in
      try booking.status.require(.terminate)
      let version = booking.version + 1
      let writes = [
        Statement(
          """
          UPDATE bookings SET version = $3, status = 'terminated', ended_at = $4
          WHERE office_id = $1 AND id = $2
          """, session.office.id, id, version, session.now),
        booking.event(
          .init(kind: "terminated", to: .terminated, reason: reason), from: booking.status, version: version,
          in: session),
        Meeting.revoking([id], in: session),
        StaffTask.opening(.terminationReview, about: [id], in: session),
      ]
      let results = try await session.run(
        writes + ReviewFlag.raising(about: id, of: booking.seeker.id, in: session) + [Booking.reading(id, in: session)])
      return try Booking.after(results[...])
    }
  }
}
