import Postgres
import Scheduling

extension OfficeStore {
  private static let batch = 200
  /// Kept answers that one batch clears away: what an office is asked in the time between two sweeps, and more.
  private static let answers = 1000

  /// Writes down every deadline that has passed, office by office, and opens a task for what a slot's end left undone: who
  /// was heard of and never started (A8), and what was never closed; and for details that have not reached the user in
  /// time (A14). Clears away kept answers that have expired. Nothing depends on it being run: reads show a passed deadline
  /// at once, commands write it down first, and an expired answer is no answer. Any number of machines may run it together.
  ///
  /// - Returns: how many bookings it wrote down or opened a task for.
  @discardableResult
  public func writeDownDeadlines() async throws(DomainError) -> Int {
    var written = 0
    for office in try await allOffices() {
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
          WHERE office_id = $1
            AND (status = 'offered' AND lapses_at <= $2 OR status = 'confirmed' AND no_show_at <= $2)
          ORDER BY id LIMIT $3
          FOR UPDATE SKIP LOCKED
          """, office.id, session.now, Self.batch),
        Self.leftUndone(in: session), Outbox.overdueDetails(limit: Self.batch, in: session),
      ])
      let due = try opened[2].map { try $0.decode(0, as: BookingID.self) }
      let undone = Dictionary(
        grouping: try opened[3].map {
          (id: try $0.decode(0, as: BookingID.self), kind: try $0.decode(1, as: StaffTaskKind.self))
        },
        by: \.kind)
      let untold = try opened[4].map { try $0.decode(0, as: BookingID.self) }
      let bookings = try await session.run(due.map { Booking.reading($0, in: session) })
        .compactMap(\.first).map(Booking.init(row:))
      let tasks =
        undone.map { kind, found in StaffTask.openingOnce(kind, about: found.map(\.id), in: session) }
        + [
          StaffTask.opening(.detailsNotSent, about: untold, in: session), Outbox.closingSettledAlerts(in: session),
          ReplayKey.clearingExpired(atMost: Self.answers, in: session),
        ]
      let subjects =
        bookings.auditSubjects + AuditSubjects(bookings: undone.values.flatMap { $0.map(\.id) } + untold)
      let entry = subjects.hasPersons ? [session.entry(.change, about: subjects)] : []
      try await session.commit(after: bookings.flatMap { $0.writingDownWhatIsDue(in: session) } + tasks + entry)
      return due.count + untold.count + undone.values.map(\.count).reduce(0, +)
    }
  }

  /// Firm and running bookings whose slot is over, and the kind of task that each was never opened.
  private static func leftUndone(in session: Session) -> Statement {
    Statement(
      """
      SELECT b.id, CASE b.status WHEN 'in_session' THEN 'not_closed' ELSE 'not_started' END
      FROM bookings b
      WHERE b.office_id = $1 AND b.ends_at <= $2
        AND (b.status = 'in_session' OR b.status = 'confirmed' AND b.no_show_at IS NULL)
        AND NOT EXISTS (
          SELECT FROM tasks t
          WHERE t.office_id = $1 AND t.booking_id = b.id
            AND t.kind = CASE b.status WHEN 'in_session' THEN 'not_closed' ELSE 'not_started' END)
      ORDER BY b.id LIMIT $3
      FOR UPDATE OF b SKIP LOCKED
      """, session.office.id, session.now, batch)
  }

  /// When the newest event of any office was recorded; nil before the first. A clock that starts earlier is suspect.
  public func newestEvent() async throws(DomainError) -> Instant? {
    var newest: Instant?
    for office in try await allOffices() {
      let found = try await read(
        .operatorAtCommandLine, office, auditing: .nobody,
        { [Statement("SELECT max(recorded_at) FROM booking_events WHERE office_id = $1", $0.office.id)] }
      ) { _, results in try results.first?.first?.decodeIfPresent(0, as: Instant.self) }
      newest = [newest, found].compactMap { $0 }.max()
    }
    return newest
  }
}
