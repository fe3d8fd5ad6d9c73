import Postgres
import Scheduling

/// A window of an office that recurs every week, within its validity.
public struct WeeklyHours: OfficeResource {
  /// Unique within the office.
  public let id: WeeklyHoursID
  /// The weekday, the window and the days it is valid on.
  public var window: WeeklyWindow

  /// A new one.
  public init(_ window: WeeklyWindow) { self.init(id: WeeklyHoursID(), window: window) }

  init(id: WeeklyHoursID, window: WeeklyWindow) {
    self.id = id
    self.window = window
  }
}

extension WeeklyHours: CalendarEntry {
  /// Opens its weekday; `overlappingWindows` when it shares time with another window.
  public func enter(_ calendar: inout BusinessCalendar) throws(DomainError) {
    guard !calendar.weeklyHours.contains(where: window.overlaps) else { throw .overlappingWindows }
    calendar.weeklyHours.append(window)
  }

  /// Takes its window away.
  public func leave(_ calendar: inout BusinessCalendar) {
    calendar.weeklyHours.removeAll { $0 == window }
  }
}

extension OfficeStore {
  /// The office's weekly windows.
  public var weeklyHours: CalendarEntries<WeeklyHours> { CalendarEntries(store: self, table: WeeklyHours.table) }
}

extension WeeklyHours {
  static let table = ResourceTable<WeeklyHours>(
    page: { after, limit, session in
      Statement(
        """
        SELECT weekday, opens, closes, valid_from, valid_until, id FROM weekly_hours
        WHERE office_id = $1 AND retired_at IS NULL AND ($2::uuid IS NULL
          OR (weekday, opens, valid_from, id) > (
            SELECT last.weekday, last.opens, last.valid_from, last.id
            FROM weekly_hours last WHERE last.office_id = $1 AND last.id = $2))
        ORDER BY weekday, opens, valid_from, id LIMIT $3
        """, session.office.id, after, limit)
    },
    one: { id, session in
      Statement(
        """
        SELECT weekday, opens, closes, valid_from, valid_until, id FROM weekly_hours
        WHERE office_id = $1 AND id = $2 AND retired_at IS NULL
        """, session.office.id, id)
    },
    lock: { id, session in
      Statement("SELECT 1 FROM weekly_hours WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
    },
    insert: { hours, session in
      [
        Statement(
          """
          INSERT INTO weekly_hours (office_id, id, weekday, opens, closes, valid_from, valid_until)
          VALUES ($1, $2, $3, $4, $5, coalesce($6::date, '1955-01-01'), $7::date)
          """,
          session.office.id, hours.id, hours.window.weekday.rawValue, hours.window.window.from.minutes,
          hours.window.window.to.minutes, hours.window.validFrom, hours.window.validUntil)
      ]
    },
    update: { hours, session in
      [
        Statement(
          """
          UPDATE weekly_hours SET weekday = $3, opens = $4, closes = $5,
            valid_from = coalesce($6::date, '1955-01-01'), valid_until = $7::date
          WHERE office_id = $1 AND id = $2
          """,
          session.office.id, hours.id, hours.window.weekday.rawValue, hours.window.window.from.minutes,
          hours.window.window.to.minutes, hours.window.validFrom, hours.window.validUntil)
      ]
    },
    retire: { id, session in
      Statement(
        "UPDATE weekly_hours SET retired_at = $3 WHERE office_id = $1 AND id = $2 AND retired_at IS NULL",
        session.office.id, id, session.now)
    },
    decode: { row in WeeklyHours(id: try row.decode(5), window: try WeeklyWindow(row: row)) })
}

extension WeeklyWindow {
  /// From weekday, opens, closes, valid_from and valid_until, the first columns of a row of `weekly_hours`.
  init(row: Row) throws {
    guard let weekday = Weekday(rawValue: try row.decode(0)),
      let window = OpeningWindow(minutes: try row.decode(1), try row.decode(2))
    else { throw StoreFailure.unreadable("weekly_hours") }
    let validFrom = try row.decode(3, as: CivilDate.self)
    self.init(
      weekday: weekday, window: window, validFrom: validFrom == Self.always ? nil : validFrom,
      validUntil: try row.decodeIfPresent(4))
  }

  /// What the column's default means: the first year that the calendar knows.
  private static let always = CivilDate(year: 1955, month: 1, day: 1)
}

extension OpeningWindow {
  /// From the minutes since midnight that a row holds.
  init?(minutes opens: Int, _ closes: Int) {
    guard let from = TimeOfDay(minutes: opens), let to = TimeOfDay(minutes: closes) else { return nil }
    self.init(from: from, to: to)
  }
}
