import Postgres
import Scheduling

/// 日時変更: a firm booking moves to another time.
public struct Rescheduling: Sendable {
  /// The new start.
  public var start: Instant
  /// Why; free text.
  public var reason: String
  /// The counselor wished for; nil: as before.
  public var counselor: CounselorID?
  /// A supervisor's override.
  public var override: RuleOverride?

  /// A move to `start`.
  public init(start: Instant, reason: String, counselor: CounselorID? = nil, override: RuleOverride? = nil) {
    self.start = start
    self.reason = reason
    self.counselor = counselor
    self.override = override
  }
}

extension OfficeStore {
  /// Moves a firm booking. The new slot is claimed as for an offer, and the old one is free again in the same moment; who
  /// loses keeps the old one. The meeting's vendor stays (Art. 4), and the ten minutes of Art. 6(6) count anew.
  ///
  /// - Throws: `illegalTransition`, `slot`, `pastCutoff` (Art. 6(1)), `unknownCounselor`, and what `Claiming.run` throws.
  public func reschedule(
    _ id: BookingID, _ rescheduling: Rescheduling, _ context: CommandContext,
    answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    let extra = { (session: Session) in
      OfficeRules.reading(in: session) + Supply.reading(for: id, at: [rescheduling.start], in: session)
    }
    return try await change(
      id, context.waiving(rescheduling.override), judgesByCalendar: true, also: extra, answer: answer
    ) {
      session, booking, opened in
      try booking.status.require(.reschedule)
      guard let agreement = booking.agreement else { throw StoreFailure.unreadable("bookings") }
      let rules = try OfficeRules(opened.prefix(OfficeRules.statementCount), in: session)
      let supply = try Supply(opened.dropFirst(OfficeRules.statementCount))
      let waived = Set(rescheduling.override.map { [$0.rule] } ?? [])
      try rules.availability.check(
        start: rescheduling.start, minutes: booking.minutes, now: session.now, waiving: waived)
      try supply.require(rescheduling.counselor)

      let slot = Slot(start: rescheduling.start, minutes: booking.minutes)
      let claiming = Claiming(for: booking, slots: [slot], vendor: agreement.vendor, wished: rescheduling.counselor)
      let results = try await claiming.run(supply, in: session) { claims in
        claims.flatMap { rescheduling.writes($0, of: booking, from: agreement, by: rules, in: session) }
      }
      return try Booking.after(results)
    }
  }
}

extension Rescheduling {
  fileprivate func writes(
    _ claim: Claim, of booking: Booking, from old: Booking.Agreement, by rules: OfficeRules, in session: Session
  ) -> [Statement] {
    let version = booking.version + 1
    return [
      Statement(
        """
        UPDATE bookings SET version = $3, starts_at = $4, ends_at = $5, counselor_id = $6, room_id = $7, licence_id = $8,
          no_show_at = $9, rescheduled_at = $10, contacted_at = NULL, joined_at = NULL
        WHERE office_id = $1 AND id = $2
        """,
        session.office.id, booking.id, version, claim.slot.start, claim.slot.end, claim.counselor, claim.room,
        claim.licence, Deadlines.noShowAt(start: claim.slot.start, policy: rules.policy), session.now),
      booking.event(
        .init(
          kind: "rescheduled", to: .confirmed, reason: reason, overrideReason: override?.reason,
          data: .object([
            "from": .text(old.slot.start.rfc3339UTC), "start": .text(claim.slot.start.rfc3339UTC),
            "override": override.map { .text($0.rule.rawValue) },
          ])),
        from: booking.status, version: version, in: session),
    ] + Meeting.reissuing(to: [booking.id], in: session)
      + Outbox.tellingDetails(of: booking.id, version: version, at: claim.slot, by: rules, in: session) + [
        Booking.reading(booking.id, in: session)
      ]
  }
}

extension Supply {
  /// Throws `unknownCounselor` when one is wished for who does not give the service here.
  func require(_ counselor: CounselorID?) throws(DomainError) {
    if let counselor, !counselors.contains(counselor) { throw .unknownCounselor }
  }
}
