import Postgres
import Scheduling

/// The times of one office's bookings that a change from outside displaced.
public struct DisplacedBookings: Sendable {
  /// The office.
  public let office: Office
  /// The times, in order; at least one.
  public let displacements: [Displacement]
}

/// What an import of holidays did.
public struct HolidayImport: Sendable {
  /// The years that the table is the authority for from now on, by the file.
  public let years: Set<Int>
  /// Days that have become holidays, in order.
  public let added: [Holiday]
  /// Days that are holidays no longer, in order.
  public let removed: [Holiday]
  /// The bookings that lie on a day closed by it, office by office; each has a task.
  public let displaced: [DisplacedBookings]
}

extension Administration {
  /// Replaces the holidays of every year that `holidays` has a day of, all or none. No booking is cancelled: those on a
  /// day that becomes closed are returned, and staff of their office get a task for each.
  ///
  /// Commands of every office that judge by the calendar wait until it is done.
  public func importHolidays(_ holidays: [Holiday], isDryRun: Bool = false) async throws -> HolidayImport {
    try await transaction(isDryRun: isDryRun) { connection in
      let opened = try await connection.run([
        Statement("LOCK TABLE holidays IN SHARE ROW EXCLUSIVE MODE"),
        Statement("SELECT date, name FROM holidays ORDER BY date"), Office.all,
      ])
      let known = try opened[1].map { Holiday(date: try $0.decode(0), name: try $0.decode(1)) }
      let years = Set(holidays.map(\.date.year))
      let (before, after) = (
        HolidayTable(imported: known), HolidayTable(imported: known.filter { !years.contains($0.date.year) } + holidays)
      )
      var displaced: [DisplacedBookings] = []
      for office in try opened[2].map(Office.init(row:)) {
        let session = session("importHolidays", in: office, on: connection)
        let found = try await openTasks(in: session) { $0.calendar.nationalHolidays = after }
        _ = try await session.run([session.entry(.change, about: found.auditSubjects)])
        if !found.isEmpty { displaced.append(DisplacedBookings(office: office, displacements: found)) }
      }
      _ = try await connection.run([
        Statement(
          "DELETE FROM holidays WHERE extract(year FROM date) = ANY ($1::bigint[]::integer[])", years.sorted()),
        Statement(
          "INSERT INTO holidays (date, name) SELECT * FROM unnest($1::date[], $2::text[])", holidays.map(\.date),
          holidays.map(\.name)),
      ])
      return HolidayImport(
        years: years, added: after.days(in: years, notIn: before), removed: before.days(in: years, notIn: after),
        displaced: displaced)
    }
  }

  /// Judges the bookings of the session's office by its days and hours before and after a change, under the lock that such
  /// changes take, and opens tasks for those displaced.
  ///
  /// - Parameter previous: the zone that the bookings were made in, if the office has come to another one.
  func openTasks(
    from previous: OfficeZone? = nil, in session: Session, after change: (inout SlotRules) -> Void
  ) async throws -> [Displacement] {
    // a day that is yesterday in either zone
    let zones = [session.office.zone, previous].compactMap { $0 }
    let today = zones.map { $0.localDate(of: session.now) }.min() ?? session.office.zone.localDate(of: session.now)
    let opened = Array(
      try await session.run(
        [session.enter, OfficeRules.changeLock(in: session)]
          + OfficeRules.reading(since: today.adding(days: -1), in: session) + [LiveBooking.reading(in: session)]
      ).dropFirst(2))
    var after = try OfficeRules(opened[..<OfficeRules.statementCount], in: session).slotRules
    var before = after
    before.zone = previous ?? before.zone
    change(&after)
    let impact = CalendarImpact(
      on: try LiveBooking.list(opened[OfficeRules.statementCount], in: session), from: before, to: after)
    _ = try await session.run(impact.tasks(in: session))
    return impact.displaced
  }

}

extension HolidayTable {
  fileprivate func days(in years: Set<Int>, notIn other: HolidayTable) -> [Holiday] {
    years.sorted().flatMap(holidays(in:)).filter { !other.isHoliday($0.date) }
  }
}
