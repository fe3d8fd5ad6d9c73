import Postgres
import Scheduling

/// キャンセル (Art. 6(6)): who cancels, how it reached the office, and why.
public struct CancellationRequest: Sendable {
  /// The user or the office.
  public var by: CancellingParty
  /// How the user's cancellation came; nil for the office.
  public var channel: Channel?
  /// Why; free text.
  public var reason: String?

  /// A cancellation.
  public init(by: CancellingParty, channel: Channel?, reason: String?) {
    self.by = by
    self.channel = channel
    self.reason = reason
  }
}

extension OfficeStore {
  /// Cancels a firm booking and frees its resources at once. A user's cancellation is classed 前日まで or 当日 and never
  /// refused for being late (A13), and without a class until the start when a follow-up met newer terms (A11); the office
  /// may also cancel a running session, since an outage is no termination. When the session met an incident (Art. 9), the
  /// event of the office's cancellation names it.
  ///
  /// - Throws: `illegalTransition`, `channelNotAllowed` (A1).
  public func cancel(
    _ id: BookingID, _ cancellation: CancellationRequest, _ context: CommandContext,
    answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    let extra = { (session: Session) in
      OfficeRules.reading(in: session) + [
        Statement(
          "SELECT newer_terms_version_id FROM bookings WHERE office_id = $1 AND id = $2", session.office.id, id)
      ] + (cancellation.by == .office ? [Incident.met(by: id, in: session)] : [])
    }
    return try await change(id, context, also: extra, answer: answer) { session, booking, opened in
      guard booking.status.allowsCancel(by: cancellation.by), let agreement = booking.agreement else {
        throw DomainError.illegalTransition(current: booking.status)
      }
      let rules = try OfficeRules(opened.prefix(OfficeRules.statementCount), in: session)
      let beside = Array(opened.dropFirst(OfficeRules.statementCount))
      let newerTerms = try beside[0].first?.decodeIfPresent(0, as: TermsVersionID.self)
      let incident = try beside.dropFirst().first?.first?.decode(0, as: IncidentID.self)
      var cancellationClass: CancellationClass?
      if cancellation.by == .user {
        if let channel = cancellation.channel, !rules.policy.cancelChannels.contains(channel) {
          throw DomainError.channelNotAllowed
        }
        let isReleased = newerTerms != nil && session.now < agreement.slot.start
        if !isReleased {
          cancellationClass = .of(
            start: agreement.slot.start, now: session.now, cutoff: rules.policy.confirmCutoff,
            calendar: rules.calendar, zone: rules.zone)
        }
      }
      let version = booking.version + 1
      let ending = cancellation.by.ending
      let writes = [
        Statement("DELETE FROM allocations WHERE office_id = $1 AND booking_id = $2", session.office.id, id),
        Statement(
          """
          UPDATE bookings SET version = $3, status = $4, ended_at = $5, cancel_class = $6::text
          WHERE office_id = $1 AND id = $2
          """, session.office.id, id, version, ending, session.now, cancellationClass),
        booking.event(
          .init(
            kind: "cancelled", to: ending, channel: cancellation.channel, reason: cancellation.reason,
            data: .object(["incident": incident.map { .text($0.description) }])),
          from: booking.status, version: version, in: session),
        Meeting.revoking([id], in: session),
      ]
      let telling = Outbox.telling(.cancelled, about: id, version: version, in: session)
      return try Booking.after(try await session.run(writes + telling + [Booking.reading(id, in: session)])[...])
    }
  }
}
