import Postgres
import Scheduling

/// A day on which an office departs from the common calendar: closed, or opened specially.
public struct Closure: OfficeResource {
  /// Unique within the office.
  public let id: ClosureID
  /// The day; an office has one of these a day.
  public var date: CivilDate
  /// The windows of a special opening, in order and disjoint; none: closed.
  public var windows: [OpeningWindow]
  /// Why, 1–500 characters.
  public var reason: String

  /// The most windows a day may have.
  public static let maximumWindows = 10

  /// A new one.
  public init(date: CivilDate, windows: [OpeningWindow] = [], reason: String) {
    self.init(id: ClosureID(), date: date, windows: windows, reason: reason)
  }

  init(id: ClosureID, date: CivilDate, windows: [OpeningWindow], reason: String) {
    self.id = id
    self.date = date
    self.windows = windows
    self.reason = reason
  }
}

extension Closure: CalendarEntry {
  /// Closes or opens its day; `alreadyExists` when another one stands there.
  public func enter(_ calendar: inout BusinessCalendar) throws(DomainError) {
    guard !calendar.closures.contains(date), calendar.specialOpenings[date] == nil else { throw .alreadyExists }
    if windows.isEmpty {
      calendar.closures.insert(date)
    } else {
      calendar.specialOpenings[date] = windows
    }
  }

  /// Leaves its day to the common calendar.
  public func leave(_ calendar: inout BusinessCalendar) {
    calendar.closures.remove(date)
    calendar.specialOpenings[date] = nil
  }
}

extension OfficeStore {
  /// The office's closures and special openings.
  public var closures: CalendarEntries<Closure> { CalendarEntries(store: self, table: Closure.table) }
}

extension Closure {
  static let table = ResourceTable<Closure>(
    page: { after, limit, session in
      Statement(
        """
        SELECT id, date, coalesce(opens, '{}'), coalesce(closes, '{}'), reason FROM closures
        WHERE office_id = $1 AND retired_at IS NULL AND ($2::uuid IS NULL
          OR (date, id) > (SELECT last.date, last.id FROM closures last WHERE last.office_id = $1 AND last.id = $2))
        ORDER BY date, id LIMIT $3
        """, session.office.id, after, limit)
    },
    one: { id, session in
      Statement(
        """
        SELECT id, date, coalesce(opens, '{}'), coalesce(closes, '{}'), reason FROM closures
        WHERE office_id = $1 AND id = $2 AND retired_at IS NULL
        """, session.office.id, id)
    },
    lock: { id, session in
      Statement("SELECT 1 FROM closures WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
    },
    insert: { closure, session in
      [
        Statement(
          """
          INSERT INTO closures (office_id, id, date, opens, closes, reason)
          VALUES ($1, $2, $3, nullif($4::bigint[], '{}')::smallint[], nullif($5::bigint[], '{}')::smallint[], $6)
          """,
          session.office.id, closure.id, closure.date, closure.windows.map(\.from.minutes),
          closure.windows.map(\.to.minutes), closure.reason)
      ]
    },
    update: { closure, session in
      [
        Statement(
          """
          UPDATE closures SET date = $3, opens = nullif($4::bigint[], '{}')::smallint[],
            closes = nullif($5::bigint[], '{}')::smallint[], reason = $6
          WHERE office_id = $1 AND id = $2
          """,
          session.office.id, closure.id, closure.date, closure.windows.map(\.from.minutes),
          closure.windows.map(\.to.minutes), closure.reason)
      ]
    },
    retire: { id, session in
      Statement(
        "UPDATE closures SET retired_at = $3 WHERE office_id = $1 AND id = $2 AND retired_at IS NULL",
        session.office.id, id, session.now)
    },
    decode: Closure.init(row:))

  private init(row: Row) throws {
    let windows = zip(try row.decode(2, as: [Int].self), try row.decode(3, as: [Int].self)).compactMap(
      OpeningWindow.init(minutes:_:))
    self.init(id: try row.decode(0), date: try row.decode(1), windows: windows, reason: try row.decode(4))
  }
}
