import Postgres
import Scheduling

extension OfficeStore {
  private static let batch = 200
  /// Kept answers that one batch clears away: what an office is asked in the time between two sweeps, and more.
  private static let answers = 1000

  /// Writes down every deadline that has passed, in the offices where something is due, and opens a task for what a slot's
  /// end left undone: who was heard of or excused and never started (A8, Art. 9), and what was never closed; and for details
  /// that have not reached the user in time (A14). Queues the notice of a refusal that has come into force, and clears away
  /// kept answers that have expired. Nothing depends on it being run: reads show a passed deadline at once, commands write
  /// it down first, and an expired answer is no answer. Any number of machines may run it together. What it writes here,
  /// `WhatIsDue` must find.
  ///
  /// - Returns: how many bookings it wrote down or opened a task for, and of how many refusals it queued the notice.
  @discardableResult
  public func writeDownDeadlines() async throws(DomainError) -> Int {
    var written = 0
    let looks = try await askEveryOffice(WhatIsDue.look(in:)) { try $0.first?.decode(0, as: Bool.self) ?? false }
    for (office, isDue) in looks where isDue {
      var batch = Self.batch
      while batch >= Self.batch {
        batch = try await writeDownDeadlines(in: office)
        written += batch
      }
    }
    return written
  }

  private func writeDownDeadlines(in office: Office) async throws(DomainError) -> Int {
    try await onConnection { connection in
      let session = Session(
        connection: connection, actor: "clock", office: office, now: clock.now(),
        occasion: Occasion(operation: "writeDownDeadlines", purpose: .maintenance), keys: keys)
      let opened = try await session.run([
        Statement("BEGIN"), session.enter,
        Statement(
          """
          SELECT id FROM bookings
          WHERE office_id = $1 AND status IN ('offered', 'confirmed') AND id = ANY (ARRAY(
            SELECT b.id FROM bookings_by_the_clock b
            WHERE b.office_id = $1 AND b.version_now > b.version
              AND (b.status = 'offered' AND b.lapses_at <= $2 OR b.status = 'confirmed' AND b.no_show_at <= $2)))
          ORDER BY id LIMIT $3
          FOR UPDATE SKIP LOCKED
          """, office.id, session.now, Self.batch),
        Self.leftUndone(in: session), Outbox.overdueDetails(limit: Self.batch, in: session),
        Refusal.withoutNotice(in: session), Disclosure.dueWithoutTask(limit: Self.batch, in: session),
      ])
      let due = try opened[2].map { try $0.decode(0, as: BookingID.self) }
      let undone = Dictionary(
        grouping: try opened[3].map {
          (id: try $0.decode(0, as: BookingID.self), kind: try $0.decode(1, as: StaffTaskKind.self))
        },
        by: \.kind)
      let untold = try opened[4].map { try $0.decode(0, as: BookingID.self) }
      let refusals = try opened[5].map(Refusal.init(row:))
      let asked = try opened[6].map { try $0.decode(0, as: DisclosureID.self) }
      // read anew under the lock: an incident that was entered meanwhile excuses
      let bookings = try await session.run(due.map { Booking.reading($0, in: session) })
        .compactMap(\.first).map(Booking.init(row:)).filter { $0.version != $0.writtenVersion }
        .sorted { ($0.due ?? session.now, $0.id) < ($1.due ?? session.now, $1.id) }
      let persons = ReviewFlag.lock(bookings.filter { $0.status == .noShow }.map(\.seeker.id), in: session)
      let tasks =
        undone.map { kind, found in StaffTask.openingOnce(kind, about: found.map(\.id), in: session) }
        + [
          StaffTask.opening(.detailsNotSent, about: untold, in: session), Outbox.closingSettledAlerts(in: session),
          ReplayKey.clearingExpired(atMost: Self.answers, in: session), StaffTask.opening(about: asked, in: session),
        ]
      let subjects =
        bookings.auditSubjects + refusals.auditSubjects
        + AuditSubjects(bookings: undone.values.flatMap { $0.map(\.id) } + untold)
      let entry = subjects.hasPersons ? [session.entry(.change, about: subjects)] : []
      let written = [persons] + bookings.flatMap { $0.writingDownWhatIsDue(in: session) }
      try await session.commit(after: written + tasks + refusals.flatMap { $0.noticing(in: session) } + entry)
      return bookings.count + untold.count + asked.count + undone.values.map(\.count).reduce(0, +) + refusals.count
    }
  }

  /// Firm and running bookings whose slot is over, and the kind of task that each was never opened. A firm one is there when
  /// the user was heard of, or when an incident excuses the silence.
  private static func leftUndone(in session: Session) -> Statement {
    Statement(
      """
      SELECT id, CASE status WHEN 'in_session' THEN 'not_closed' ELSE 'not_started' END
      FROM bookings
      WHERE office_id = $1 AND status IN ('in_session', 'confirmed') AND ends_at <= $2 AND id = ANY (ARRAY(
        SELECT b.id FROM bookings_by_the_clock b
        WHERE b.office_id = $1 AND b.ends_at <= $2 AND b.status_now = b.status
          AND (b.status = 'in_session' OR b.status = 'confirmed' AND b.no_show_at IS NULL
            OR b.status = 'confirmed' AND b.no_show_at <= $2)
          AND NOT EXISTS (
            SELECT FROM tasks t
            WHERE t.office_id = $1 AND t.booking_id = b.id
              AND t.kind = CASE b.status WHEN 'in_session' THEN 'not_closed' ELSE 'not_started' END)))
      ORDER BY id LIMIT $3
      FOR UPDATE SKIP LOCKED
      """, session.office.id, session.now, batch)
  }

  /// When the newest event of any office was recorded; nil before the first. A clock that starts earlier is suspect.
  public func newestEvent() async throws(DomainError) -> Instant? {
    try await askEveryOffice(
      { Statement("SELECT max(recorded_at) FROM booking_events WHERE office_id = $1", $0.office.id) },
      { try $0.first?.decodeIfPresent(0, as: Instant.self) }
    ).compactMap { $0.answer }.max()
  }
}
