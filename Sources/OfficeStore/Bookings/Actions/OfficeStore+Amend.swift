import Postgres
import Scheduling

extension OfficeStore {
  /// Corrects what was applied for, before the booking's end. Companions announced after the start are marked late (Art.
  /// 12(3)); another number makes it another person's booking, whose live allocations go with it; a name that then differs
  /// from the person's becomes a task, and so does a person whom a refusal in force concerns: it declines new applications and
  /// not this one, which a supervisor looks at (Art. 6(6)). What corrects nothing makes no version. Who may not see a
  /// companion's note keeps it by leaving it out.
  ///
  /// - Throws: `illegalTransition`, also for wishes once times were offered; `slot` with the index of a wish that cannot be
  ///   booked; `seekerBusy` when the person of the new number is busy then; `busy` while somebody claims for that person.
  public func amend(
    _ id: BookingID, _ amendment: Amendment, _ context: CommandContext, answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    let changesWishes = amendment.wishes != nil
    let extra = { (session: Session) in changesWishes ? OfficeRules.reading(in: session) : [] }
    return try await change(id, context, judgesByCalendar: changesWishes, also: extra, answer: answer) {
      session, booking, opened in
      try booking.status.require(.amend)
      if let wishes = amendment.wishes {
        guard booking.status == .received else { throw DomainError.illegalTransition(current: booking.status) }
        try OfficeRules(opened, in: session).check(wishes, minutes: booking.minutes, now: session.now)
      }
      let outcome = amendment.outcome(for: booking, by: context.caller, now: session.now)
      guard !outcome.changed.isEmpty else { return booking }
      let statements =
        (outcome.changesNumber ? outcome.rematching(booking, in: session) : [])
        + [
          try outcome.update(of: booking, in: session),
          booking.event(
            .init(kind: "amended", to: booking.status, data: .object(["fields": .list(outcome.changed)])),
            from: booking.status, version: booking.version + 1, in: session),
        ] + (outcome.changesNumber ? [ReviewFlag.raisingIfRefused(id, in: session)] : [])
        + (outcome.changesName ? [StaffTask.openingIfNameDiffers(id, in: session)] : [])
        + [Booking.reading(id, in: session)]
      return try Booking.after(try await session.run(statements)[...])
    }
  }
}

extension Amendment.Outcome {
  /// Who has the new number, made if nobody has, takes over what the booking holds: with that person's locks, expired
  /// holds out of the way first, and refused by the database where the person is busy.
  fileprivate func rematching(_ booking: Booking, in session: Session) -> [Statement] {
    let slots = (booking.offer?.slots ?? []) + [booking.agreement?.slot].compactMap { $0 }
    let days = Set(slots.map { session.office.zone.localDate(of: $0.start) })
    let (office, number) = (session.office.id, person.number?.normalised)
    return [
      SeekerRecord.upsert(person, in: session),
      Statement(
        """
        SELECT lock_slots(array_agg(s.id), array_agg(wanted.day))
        FROM seekers s CROSS JOIN unnest($3::date[]) AS wanted (day)
        WHERE s.office_id = $1 AND s.job_seeker_number = $2::text
        """, office, number, Array(days)),
      Statement(
        """
        DELETE FROM allocations a
        USING seekers s, allocations own
        WHERE a.office_id = $1 AND s.office_id = $1 AND own.office_id = $1
          AND s.job_seeker_number = $2::text AND a.seeker_id = s.id AND a.kind = 'hold' AND a.expires_at <= $3
          AND own.booking_id = $4 AND a.during && own.during
        """, office, number, session.now, booking.id),
      Statement(
        """
        UPDATE allocations SET seeker_id = s.id
        FROM seekers s
        WHERE allocations.office_id = $1 AND allocations.booking_id = $3
          AND s.office_id = $1 AND s.job_seeker_number = $2::text
        """, office, number, booking.id),
    ]
  }

  fileprivate func update(of booking: Booking, in session: Session) throws -> Statement {
    Statement(
      """
      UPDATE bookings SET version = $3,
        seeker_id = coalesce(
          (SELECT s.id FROM seekers s WHERE s.office_id = $1 AND s.job_seeker_number = $4::text), seeker_id),
        seeker_number_typed = coalesce($5::text, seeker_number_typed),
        seeker_name = $6, seeker_kana = $7, registration_kind = $8, my_page = $9,
        declares_device = $10, declares_camera = $11, declares_app = $12, wishes = $13, companions = $14
      WHERE office_id = $1 AND id = $2
      """,
      session.office.id, booking.id, booking.version + 1, person.number?.normalised, person.number?.typed, person.name,
      person.kana, person.registrationKind, person.hasMyPage, declarations.device, declarations.camera,
      declarations.app, wishes, try Companion.json(companions))
  }
}
