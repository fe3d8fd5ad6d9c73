import Postgres
import Scheduling

/// A day of an office's calendar.
public struct CalendarDay: Sendable, Hashable {
  /// The day.
  public let date: CivilDate
  /// What it is.
  public let kind: DayKind
  /// Its windows, in order; none when it is closed.
  public let windows: [OpeningWindow]
  /// The national holiday on it, whatever the office does; provisional while only the algorithm knows it.
  public let holiday: Holiday?
}

extension OfficeStore {
  /// The days of a range, each with what it is and why.
  public func calendar(
    in range: AvailabilityRange, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [CalendarDay] {
    let statements = { (session: Session) in
      OfficeRules.reading(since: range.from, in: session) + [
        HolidayTable.reading(years: range.from.year...range.to.year)
      ]
    }
    return try await read(caller, office, auditing: .nobody, statements) { session, results in
      var calendar = try OfficeRules(results.prefix(OfficeRules.statementCount), in: session).calendar
      calendar.nationalHolidays = try HolidayTable(named: results.last)
      return range.days.map { day in
        CalendarDay(
          date: day, kind: calendar.kind(of: day), windows: calendar.windows(on: day),
          holiday: calendar.nationalHolidays.holiday(on: day))
      }
    }
  }
}

extension HolidayTable {
  /// The imported holidays of some years, with their names; read by `init(named:)`.
  static func reading(years: ClosedRange<Int>) -> Statement {
    Statement(
      """
      SELECT date, name FROM holidays
      WHERE date >= make_date($1::integer, 1, 1) AND date < make_date($2::integer + 1, 1, 1)
      ORDER BY date
      """, years.lowerBound, years.upperBound)
  }

  init(named result: QueryResult?) throws {
    self.init(imported: try result?.map { Holiday(date: try $0.decode(0), name: try $0.decode(1)) } ?? [])
  }

  /// The dates alone: all that a judgement needs.
  init(dates: [CivilDate]) {
    self.init(imported: dates.map { Holiday(date: $0, name: "休日") })
  }
}
