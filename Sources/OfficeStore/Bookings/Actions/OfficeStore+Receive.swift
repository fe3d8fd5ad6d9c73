import Postgres
import Scheduling

extension OfficeStore {
  /// 申込み: takes an application (Art. 6(2)); the booking is `received`. While a refusal of the person is in force it is
  /// `declined` in the same transaction, and that event names the refusal (Art. 6(6)): a decision crossing it comes before
  /// or after it.
  ///
  /// A name that differs from the one known under the number overwrites nobody and becomes a task.
  ///
  /// - Throws: `unknownService`; `unknownCounselor` for one who does not give it; `noTermsInForce` before the office's first
  ///   version, because applying is consent to one (前文); `jobSeekerNumberRequired` where the office asks for it to apply
  ///   (A5); `slot` with the index of a wish that is in the past, on a closed day, outside the hours or off the grid.
  public func receive(
    _ application: Application, _ context: CommandContext, answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    let number = application.seeker.number
    let opening = { (session: Session) in
      [OfficeRules.sharedLock(in: session)] + OfficeRules.reading(in: session) + [
        OfficeService.minutes(of: application.service, in: session), TermsVersion.inForce(in: session),
      ] + (number.map { Refusal.inForce(forNumber: $0, in: session) } ?? [])
        + (application.counselor.map { [Counselor.giving(application.service, $0, in: session)] } ?? [])
    }
    return try await command(context, opening: opening, answer: { answer($0, context.office) }) { session, opened in
      let rules = try OfficeRules(opened.dropFirst().prefix(OfficeRules.statementCount), in: session)
      let found = Array(opened.dropFirst(1 + OfficeRules.statementCount))
      guard let minutes = try found[0].first?.decode(0, as: Int.self) else { throw DomainError.unknownService }
      if application.counselor != nil, found.last?.isEmpty == true { throw DomainError.unknownCounselor }
      guard let terms = try TermsVersion.id(in: found[1]) else { throw DomainError.noTermsInForce }
      if number == nil, rules.policy.jobSeekerNumberRequiredAt == .application {
        throw DomainError.jobSeekerNumberRequired
      }
      try rules.check(application.wishes, minutes: minutes, now: session.now)

      let refusal = try number.flatMap { _ in try found[3].first?.decode(0, as: RefusalID.self) }
      let id = BookingID()
      let results = try await session.run(
        [
          SeekerRecord.upsert(application.seeker, in: session),
          try application.insertion(id, minutes: minutes, in: session),
          Booking.event(
            .init(kind: "received", to: .received, channel: application.channel), of: id, from: nil, version: 1,
            in: session),
          StaffTask.openingIfNameDiffers(id, in: session),
          Consent.byApplying(id, to: terms, over: application.channel, in: session),
        ] + (refusal.map { application.declining(id, for: $0, in: session) } ?? [])
          + [Booking.reading(id, in: session)])
      return try Booking.after(results[...])
    }
  }
}

extension Application {
  /// Declines what was received a statement ago: a version, an event and a message of its own.
  fileprivate func declining(_ id: BookingID, for refusal: RefusalID, in session: Session) -> [Statement] {
    let entry = Booking.Entry(
      kind: "declined", to: .declined, channel: channel,
      data: .object(["ground": .text(DeclineGround.refused.rawValue), "refusal": .text(refusal.description)]))
    return [
      Statement(
        """
        UPDATE bookings SET version = 2, status = $3, ended_at = $4, decline_ground = $5
        WHERE office_id = $1 AND id = $2
        """, session.office.id, id, entry.to, session.now, DeclineGround.refused),
      Booking.event(entry, of: id, from: .received, version: 2, in: session),
      Outbox.queue(.declined, about: id, version: 2, in: session),
    ]
  }
}

extension OfficeRules {
  /// The first start that cannot be booked, as `slot`.
  func check(
    _ starts: [Instant], minutes: Int, now: Instant, waiving waived: Set<OverrideRule> = []
  ) throws(DomainError) {
    for (index, start) in starts.enumerated() {
      do {
        try slotRules.check(start: start, minutes: minutes, now: now, waiving: waived)
      } catch {
        throw .slot(error, index: index)
      }
    }
  }
}
