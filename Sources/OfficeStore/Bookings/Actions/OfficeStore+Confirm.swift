import Postgres
import Scheduling

/// 予約確定: the user's confirming contact (Art. 6(3)).
public struct Confirmation: Sendable {
  /// Which of the offered times.
  public var start: Instant
  /// How the contact came.
  public var channel: Channel
  /// When it arrived; nil means now. Only staff may say otherwise, for phone and counter.
  public var receivedAt: Instant?
  /// A supervisor's override.
  public var override: RuleOverride?

  /// A contact that confirms `start`.
  public init(start: Instant, channel: Channel, receivedAt: Instant? = nil, override: RuleOverride? = nil) {
    self.start = start
    self.channel = channel
    self.receivedAt = receivedAt
    self.override = override
  }
}

extension OfficeStore {
  /// Makes a booking firm at the instant the contact arrived. Of two users for one slot exactly one wins; the other gets
  /// `slotTaken` and stays `offered`.
  ///
  /// - Throws: `illegalTransition`, `offerLapsed` past the deadline (Art. 6(4)) unless the contact arrived before it or a
  ///   supervisor overrides, `invalidReceivedAt`, `notOffered`, `slot(.inThePast)`, `slot` for a day or hours that were
  ///   closed since the offer, `jobSeekerNumberRequired` (A5), `environmentCheckMissing` where the office asks for the
  ///   answers to confirm (A16), and what `Claiming.run` throws.
  public func confirm(
    _ id: BookingID, _ confirmation: Confirmation, _ context: CommandContext,
    answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    let extra = { (session: Session) in
      OfficeRules.reading(in: session) + Holding.readingOrSupply(of: id, at: confirmation.start, in: session)
    }
    return try await change(
      id, context.waiving(confirmation.override), judgesByCalendar: true, also: extra, answer: answer
    ) {
      session, booking, opened in
      let rules = try OfficeRules(opened.prefix(OfficeRules.statementCount), in: session)
      let slot = try confirmation.judge(booking, by: rules, now: session.now)
      guard let offer = booking.offer else { throw DomainError.notOffered }
      let writes = { (claim: Claim) in
        confirmation.writes(claim, of: booking, answering: offer, by: rules, in: session)
      }

      var found = opened.dropFirst(OfficeRules.statementCount)
      let hold = try found.removeFirst().first.flatMap { try Claim(held: Supply.Taken(row: $0)) }
      if let hold {
        if hold.slot == slot,
          let results = try await Holding.turnIntoSession(hold, of: booking, in: session, writes: writes(hold))
        {
          return try Booking.after(results)
        }
        // what is free was not looked for
        found = try await session.run(Supply.reading(for: id, at: [slot.start], in: session))[...]
      }
      let claiming = Claiming(for: booking, slots: [slot], vendor: offer.vendor)
      let results = try await claiming.run(try Supply(found), in: session) { claims in claims.flatMap(writes) }
      return try Booking.after(results)
    }
  }
}

extension Confirmation {
  fileprivate func judge(_ booking: Booking, by rules: OfficeRules, now: Instant) throws(DomainError) -> Slot {
    // the offer was made while this contact waited for its turn: what it answers was another one
    if receivedAt == nil, let offer = booking.offer, offer.offeredAt > now { throw .busy(retryAfterMilliseconds: 1000) }
    let slot = try ConfirmRules.slot(
      startingAt: start, status: booking.status,
      offer: booking.offer.map { .init(offeredAt: $0.offeredAt, lapsesAt: $0.deadline, slots: $0.slots) },
      receivedAt: receivedAt ?? now, now: now, cutoffOverridden: override?.rule == .confirmCutoff)
    let waived = Set([override?.rule, booking.offer?.waivedRule].compactMap { $0 })
    try rules.slotRules.checkOpen(slot, waiving: waived)
    if booking.seeker.jobSeekerNumber == nil, rules.policy.jobSeekerNumberRequiredAt.applies(at: .confirm),
      !waived.contains(.jobSeekerNumber)
    {
      throw .jobSeekerNumberRequired
    }
    if booking.environment == nil, rules.policy.environmentCheckRequiredAt.applies(at: .confirm) {
      throw .environmentCheckMissing
    }
    return slot
  }

  /// The consent is to what the offer showed, whatever has come into force since (A9, A11).
  fileprivate func writes(
    _ claim: Claim, of booking: Booking, answering offer: Booking.Offer, by rules: OfficeRules, in session: Session
  ) -> [Statement] {
    let version = booking.version + 1
    let arrived = receivedAt ?? session.now
    return [
      Consent.operative(
        .confirmation, booking.id, to: offer.termsVersion, of: offer.vendor, over: channel, at: arrived, in: session),
      Statement(
        """
        UPDATE bookings SET version = $3, status = 'confirmed', confirmed_at = $4, starts_at = $5, ends_at = $6,
          counselor_id = $7, room_id = $8, licence_id = $9, no_show_at = $10, ended_at = NULL
        WHERE office_id = $1 AND id = $2
        """,
        session.office.id, booking.id, version, arrived, claim.slot.start, claim.slot.end, claim.counselor, claim.room,
        claim.licence, Deadlines.noShowAt(start: claim.slot.start, policy: rules.policy)),
      booking.event(
        .init(
          kind: "confirmed", to: .confirmed, occurredAt: arrived, channel: channel, overrideReason: override?.reason,
          data: eventData(offer: booking.offerNumber)),
        from: booking.status, version: version, in: session),
    ] + Meeting.issuing(to: [booking.id], in: session)
      + Outbox.tellingDetails(of: booking.id, version: version, at: claim.slot, by: rules, in: session) + [
        Booking.reading(booking.id, in: session)
      ]
  }
}

/// A slot that the booking's offer already holds.
enum Holding {
  /// The hold while it lives, and what is free only where there is none.
  static func readingOrSupply(of booking: BookingID, at start: Instant, in session: Session) -> [Statement] {
    [
      Statement(
        """
        SELECT starts_at, upper(during), booking_id, counselor_id, room_id, licence_id, seeker_id FROM allocations
        WHERE office_id = $1 AND booking_id = $2 AND kind = 'hold' AND starts_at = $3 AND expires_at > $4
        """, session.office.id, booking, start, session.now)
    ] + Supply.reading(for: booking, at: [start], unlessHeldAt: start, in: session)
  }

  /// Turns the hold into the session and lets the other candidates go; nil when somebody with a later clock has already
  /// cleared the hold away. Takes no lock_slots, because it takes nothing that the booking does not have.
  fileprivate static func turnIntoSession(
    _ held: Claim, of booking: Booking, in session: Session, writes: [Statement]
  ) async throws -> ArraySlice<QueryResult>? {
    let turn = [
      Statement("SAVEPOINT claim"),
      Statement(
        """
        UPDATE allocations SET kind = 'session', expires_at = NULL
        WHERE office_id = $1 AND booking_id = $2 AND kind = 'hold' AND starts_at = $3
        """, session.office.id, booking.id, held.slot.start),
      Statement(
        "DELETE FROM allocations WHERE office_id = $1 AND booking_id = $2 AND kind = 'hold'",
        session.office.id, booking.id),
    ]
    let results = try await session.run(turn + writes)
    if results[1].affectedRows == 1 { return results.dropFirst(turn.count) }
    _ = try await session.run([Statement("ROLLBACK TO SAVEPOINT claim"), Statement("RELEASE SAVEPOINT claim")])
    return nil
  }
}

extension Claim {
  fileprivate init?(held: Supply.Taken) {
    guard let counselor = held.counselor, let room = held.room, let licence = held.licence else { return nil }
    self.init(slot: held.slot, counselor: counselor, room: room, licence: licence)
  }
}
