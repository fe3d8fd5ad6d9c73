import Postgres
import Scheduling

extension OfficeStore {
  /// 相談: begins the session, from 15 minutes before its start, and records the terms in force then (A11).
  ///
  /// - Throws: `illegalTransition` (after ten silent minutes the booking is a no-show), `tooEarly`,
  ///   `jobSeekerNumberRequired` where the office asks for it by the session (A5), `environmentCheckMissing` without the
  ///   answers on the environment (A16).
  public func start(
    _ id: BookingID, _ context: CommandContext, answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    let extra = { (session: Session) in [PolicyRecord.reading(in: session), TermsVersion.inForce(in: session)] }
    return try await change(id, context, also: extra, answer: answer) { session, booking, opened in
      try booking.status.require(.start)
      guard let agreement = booking.agreement, let row = opened.first?.first else {
        throw StoreFailure.unreadable("bookings")
      }
      try SessionStart.check(start: agreement.slot.start, now: session.now)
      let policy = try PolicyRecord.policy(from: row)
      if booking.seeker.jobSeekerNumber == nil, policy.jobSeekerNumberRequiredAt == .session {
        throw DomainError.jobSeekerNumberRequired
      }
      guard booking.environment != nil else { throw DomainError.environmentCheckMissing }
      let version = booking.version + 1
      let terms = try TermsVersion.id(in: opened.dropFirst().first)
      let results = try await session.run([
        Statement(
          """
          UPDATE bookings SET version = $3, status = 'in_session', started_at = $4, no_show_at = NULL,
            session_terms_version_id = $5::uuid
          WHERE office_id = $1 AND id = $2
          """, session.office.id, id, version, session.now, terms),
        booking.event(.init(kind: "started", to: .inSession), from: booking.status, version: version, in: session),
        Booking.reading(id, in: session),
      ])
      return try Booking.after(results[...])
    }
  }

  /// Ends a session that took place; the booking is `held`, and its resources stay taken until the slot's end.
  ///
  /// - Parameter outcome: what the counselor noted, at most 2,000 characters.
  public func complete(
    _ id: BookingID, outcome: String?, _ context: CommandContext, answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    try await change(id, context, answer: answer) { session, booking, _ in
      try booking.status.require(.complete)
      let version = booking.version + 1
      let results = try await session.run(
        [
          Statement(
            """
            UPDATE bookings SET version = $3, status = 'held', ended_at = $4, outcome = $5::text
            WHERE office_id = $1 AND id = $2
            """, session.office.id, id, version, session.now, outcome),
          booking.event(.init(kind: "completed", to: .held), from: booking.status, version: version, in: session),
          Meeting.revoking([id], in: session),
        ] + booking.tasksWhenHeld(in: session) + [Booking.reading(id, in: session)])
      return try Booking.after(results[...])
    }
  }
}

extension Booking {
  /// Art. 2(1): an online registrant whose session was held becomes a full one, by a person's hand.
  func tasksWhenHeld(in session: Session) -> [Statement] {
    guard seeker.registrationKind == .online else { return [] }
    return [StaffTask.openingUnlessFull(id, in: session)]
  }
}
