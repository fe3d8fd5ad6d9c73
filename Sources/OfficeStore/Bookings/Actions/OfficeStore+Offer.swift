import Postgres
import Scheduling

/// 候補日時提示: the times an office proposes (Art. 6(3)).
public struct Proposal: Sendable {
  /// Starts of the candidates.
  public var starts: [Instant]
  /// The vendor the session would use (Art. 4).
  public var vendor: Vendor
  /// A supervisor's override.
  public var override: RuleOverride?

  /// A proposal of `starts`.
  public init(starts: [Instant], vendor: Vendor, override: RuleOverride? = nil) {
    self.starts = starts
    self.vendor = vendor
    self.override = override
  }
}

extension OfficeStore {
  /// Offers times, or replaces the offer in force. Unless the office says otherwise (A6) the offer holds its slots until
  /// its deadline (A4).
  ///
  /// - Throws: `illegalTransition`, `declarationMissing` (Art. 2(2)), `vendorNotEnabled`, `tooManyCandidates`, `slot`,
  ///   `overlappingSlots`, `pastCutoff` (Art. 6(1)), `noTermsInForce`, and what `Claiming.run` throws.
  public func offer(
    _ id: BookingID, _ proposal: Proposal, _ context: CommandContext, answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    let extra = { (session: Session) in
      OfficeRules.reading(in: session)
        + [TermsVersion.inForce(in: session)] + Supply.reading(for: id, at: proposal.starts, in: session)
    }
    return try await change(id, context.waiving(proposal.override), judgesByCalendar: true, also: extra, answer: answer)
    {
      session, booking, opened in
      let opened = Array(opened)
      let count = OfficeRules.statementCount
      let rules = try OfficeRules(opened[..<count], in: session)
      let slots = try Offering.judge(proposal, of: booking, by: rules, now: session.now)
      guard let terms = try TermsVersion.id(in: opened[count]) else { throw DomainError.noTermsInForce }

      let deadline = OfferDeadline.of(
        offeredAt: session.now, slots: slots, policy: rules.policy, calendar: rules.calendar, zone: rules.zone,
        cutoffOverridden: proposal.override?.rule == .confirmCutoff)
      guard deadline > session.now else { throw DomainError.pastCutoff }
      let writes = Offering.writes(
        proposal, slots: slots, of: booking, terms: terms, deadline: deadline, in: session)
      let supply = try Supply(opened[(count + 1)...])
      let claiming = Claiming(for: booking, slots: slots, vendor: proposal.vendor, expiresAt: deadline)
      guard rules.policy.holdOffers else {
        try claiming.candidates(in: supply)
        return try Booking.after(try await session.run([claiming.freeOwn(in: session)] + writes)[...])
      }
      return try Booking.after(try await claiming.run(supply, in: session) { _ in writes })
    }
  }
}

/// What an offer is judged by, and what it writes.
private enum Offering {
  static func judge(
    _ proposal: Proposal, of booking: Booking, by rules: OfficeRules, now: Instant
  ) throws(DomainError) -> [Slot] {
    try booking.status.require(.offer)
    try OfferRules.check(booking.declarations)
    guard rules.vendors.contains(proposal.vendor) else { throw .vendorNotEnabled }
    return try OfferRules.slots(
      startingAt: proposal.starts, minutes: booking.minutes, policy: rules.policy, availability: rules.availability,
      now: now,
      waiving: Set(proposal.override.map { [$0.rule] } ?? []))
  }

  static func writes(
    _ proposal: Proposal, slots: [Slot], of booking: Booking, terms: TermsVersionID, deadline: Instant,
    in session: Session
  ) -> [Statement] {
    let number = (booking.offerNumber ?? 0) + 1
    let version = booking.version + 1
    return [
      Statement(
        """
        INSERT INTO offers (
          office_id, booking_id, number, starts, minutes, vendor, terms_version_id, deadline, waived_rule)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text)
        """,
        session.office.id, booking.id, number, slots.map(\.start), booking.minutes, proposal.vendor, terms, deadline,
        proposal.override?.rule),
      Statement(
        """
        UPDATE bookings SET version = $3, status = 'offered', offer_number = $4, lapses_at = $5
        WHERE office_id = $1 AND id = $2
        """, session.office.id, booking.id, version, number, deadline),
      booking.event(
        .init(
          kind: "offered", to: .offered, overrideReason: proposal.override?.reason,
          data: proposal.eventData(number: number)),
        from: booking.status, version: version, in: session),
    ] + Outbox.tellingOffer(of: booking.id, version: version, deadline: deadline, in: session) + [
      Booking.reading(booking.id, in: session)
    ]
  }
}
