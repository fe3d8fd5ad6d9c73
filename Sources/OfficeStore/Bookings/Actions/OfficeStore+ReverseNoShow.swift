import Postgres
import Scheduling

extension OfficeStore {
  /// Takes a deemed cancellation back (Art. 6(6)): the booking becomes what really happened. Its resources stay with a
  /// session, which records the terms that were in force at its start (A11), and are freed by a cancellation; an office's
  /// cancellation names the incident that the session met (Art. 9). What does not count any more may take a review's flag
  /// down.
  ///
  /// - Parameter target: one of `NoShowReversal.targets`; nil: running before the slot's end, held after.
  /// - Throws: `illegalTransition`.
  public func reverseNoShow(
    _ id: BookingID, to target: BookingStatus?, reason: String, _ context: CommandContext,
    answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    let extra = { (session: Session) in
      [Incident.met(by: id, in: session), TermsVersion.inForce(atStartOf: id, in: session)]
    }
    return try await change(id, context, also: extra, answer: answer) { session, booking, opened in
      try booking.status.require(.reverseNoShow)
      guard let agreement = booking.agreement else { throw StoreFailure.unreadable("bookings") }
      let reversal = NoShowReversal(to: target, slot: agreement.slot, now: session.now)
      let incident = try opened.first?.first?.decode(0, as: IncidentID.self)
      let terms = reversal.startedAt == nil ? nil : try TermsVersion.id(in: opened.dropFirst().first)
      let results = try await session.run(
        booking.writing(
          reversal, reason: reason, incident: reversal.to == .cancelledByOffice ? incident : nil, terms: terms,
          in: session))
      return try Booking.after(results[...])
    }
  }
}

extension Booking {
  fileprivate func writing(
    _ reversal: NoShowReversal, reason: String, incident: IncidentID?, terms: TermsVersionID?, in session: Session
  ) -> [Statement] {
    let freeing = Statement(
      "DELETE FROM allocations WHERE office_id = $1 AND booking_id = $2", session.office.id, id)
    return (reversal.to.occupiesResources ? [] : [freeing]) + [
      Statement(
        """
        UPDATE bookings SET version = $3, status = $4, started_at = $5, ended_at = $6, cancel_class = $7::text,
          no_show_at = NULL, session_terms_version_id = $8::uuid
        WHERE office_id = $1 AND id = $2
        """, session.office.id, id, version + 1, reversal.to, reversal.startedAt, reversal.endedAt,
        reversal.cancellationClass, terms),
      event(
        .init(
          kind: "no_show_reversed", to: reversal.to, reason: reason,
          data: .object(["incident": incident.map { .text($0.description) }])),
        from: status, version: version + 1, in: session),
    ] + (reversal.to == .inSession ? Meeting.restoring(id, in: session) : [Meeting.revoking([id], in: session)])
      + ReviewFlag.lowering(about: id, of: seeker.id, in: session)
      + (reversal.to == .held ? tasksWhenHeld(in: session) : []) + messages(about: reversal, in: session)
      + [Booking.reading(id, in: session)]
  }

  /// Nobody is told of a no-show that was none; of a cancellation the user is told.
  private func messages(about reversal: NoShowReversal, in session: Session) -> [Statement] {
    reversal.to.occupiesResources
      ? [Outbox.dropping([.noShow], about: id, in: session)]
      : Outbox.telling(.cancelled, about: id, version: version + 1, in: session)
  }
}
