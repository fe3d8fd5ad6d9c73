import Postgres
import Scheduling

/// The windows of one weekday, as a file describes them.
public struct WeekdayRecord: Sendable {
  /// The weekday.
  public var weekday: Weekday
  /// Its windows, disjoint; none: closed.
  public var windows: [OpeningWindow]
  /// The first day they apply to; nil: always have.
  public var validFrom: CivilDate?
  /// The first day they no longer apply to; nil: for ever.
  public var validUntil: CivilDate?

  /// Windows of a weekday.
  public init(weekday: Weekday, windows: [OpeningWindow], validFrom: CivilDate? = nil, validUntil: CivilDate? = nil) {
    self.weekday = weekday
    self.windows = windows
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  var weekly: [WeeklyWindow] {
    windows.map { WeeklyWindow(weekday: weekday, window: $0, validFrom: validFrom, validUntil: validUntil) }
  }
}

/// When an office is open, from files. No booking is cancelled: those displaced are returned, and each gets a task.
extension Administration {
  /// 受付時間. For every weekday that it names a file is the whole truth: windows of it that the file doesn't have are
  /// retired, and those it has keep their ids. Other weekdays stay.
  ///
  /// - Throws: `ImportRefusal`, with `overlappingWindows` at `windows` for rows that share time.
  public func importHours(
    _ rows: [ImportRow<WeekdayRecord>], isDryRun: Bool = false, progress: ImportProgress = { _ in }
  ) async throws -> ImportOutcome {
    try await take(rows, as: "importHours", isDryRun: isDryRun, progress: progress) { session, rows in
      let weekdays = Set(rows.map(\.value.weekday))
      let known = try await session.run([WeeklyHours.table.all(in: session)])[0].map(WeeklyHours.table.decode)
        .filter { weekdays.contains($0.window.weekday) }
      var plan = ImportPlan()
      var wanted: [WeeklyWindow] = []
      for row in rows {
        let windows = row.value.weekly
        if windows.contains(where: { window in wanted.contains(where: window.overlaps) }) {
          plan.faults.append(row.fault("windows", .overlappingWindows))
        }
        wanted += windows
        let new = windows.filter { window in !known.contains { $0.window == window } }
        plan.outcome.created += new.count
        plan.outcome.unchanged += windows.count - new.count
        plan.writes.append(new.flatMap { WeeklyHours.table.insert(WeeklyHours($0), session) })
      }
      guard plan.faults.isEmpty else { return plan }
      let gone = known.filter { !wanted.contains($0.window) }
      plan.outcome.retired = gone.count
      plan.first = gone.map { WeeklyHours.table.retire($0.id, session) }
      try await displace(&plan, in: session) { calendar in
        calendar.weeklyHours.removeAll { weekdays.contains($0.weekday) }
        calendar.weeklyHours += wanted
      }
      return plan
    }
  }

  /// 臨時の閉庁と開庁, by their day: one that is known is updated, days that the file doesn't name stay.
  ///
  /// - Throws: `ImportRefusal`, with `alreadyExists` at `date` for a day that is there twice.
  public func importClosures(
    _ rows: [ImportRow<Closure>], isDryRun: Bool = false, progress: ImportProgress = { _ in }
  ) async throws -> ImportOutcome {
    try await take(rows, as: "importClosures", isDryRun: isDryRun, progress: progress) { session, rows in
      let known = Dictionary(
        try await session.run([Closure.table.all(in: session)])[0].map(Closure.table.decode).map { ($0.date, $0) }
      ) { first, _ in first }
      var plan = ImportPlan()
      var seen: Set<CivilDate> = []
      for row in rows {
        if !seen.insert(row.value.date).inserted { plan.faults.append(row.fault("date", .alreadyExists)) }
        guard let old = known[row.value.date] else {
          plan.outcome.created += 1
          plan.writes.append(Closure.table.insert(row.value, session))
          continue
        }
        if old.windows == row.value.windows, old.reason == row.value.reason {
          plan.outcome.unchanged += 1
        } else {
          plan.outcome.updated += 1
          plan.writes.append(Closure.table.update(row.value.replacing(old), session))
        }
      }
      guard plan.faults.isEmpty else { return plan }
      try await displace(&plan, in: session) { calendar in
        for row in rows {
          calendar.closures.remove(row.value.date)
          calendar.specialOpenings[row.value.date] = row.value.windows.isEmpty ? nil : row.value.windows
          if row.value.windows.isEmpty { calendar.closures.insert(row.value.date) }
        }
      }
      return plan
    }
  }

  /// Judges the office's live bookings before anything is written, and opens their tasks.
  private func displace(
    _ plan: inout ImportPlan, in session: Session, _ change: (inout BusinessCalendar) -> Void
  ) async throws {
    let found = try await openTasks(in: session) { change(&$0.calendar) }
    if !found.isEmpty { plan.outcome.displaced = [DisplacedBookings(office: session.office, displacements: found)] }
  }
}

extension Closure {
  fileprivate func replacing(_ known: Closure) -> Closure {
    Closure(id: known.id, date: date, windows: windows, reason: reason)
  }
}
