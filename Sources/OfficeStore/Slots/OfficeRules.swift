import Postgres
import Scheduling

/// How an office works at this instant: its settings, its vendors, its days and hours, read in the transaction that
/// judges by them.
struct OfficeRules {
  let policy: OfficePolicy
  let vendors: [Vendor]
  let calendar: BusinessCalendar
  let zone: OfficeZone

  /// Whoever judges by the calendar, the settings or the resources in use begins with this one, whoever changes them with
  /// `changeLock`, both before any row lock: so that the two follow one another, and a booking never slips past a closure
  /// that is being made.
  static func sharedLock(in session: Session) -> Statement {
    Statement("SELECT pg_advisory_xact_lock_shared(hashtextextended('calendar', $1))", Int64(session.office.id))
  }

  /// Waits for the commands under way that judge by the calendar, and makes later ones wait; held until the commit.
  static func changeLock(in session: Session) -> Statement {
    Statement("SELECT pg_advisory_xact_lock(hashtextextended('calendar', $1))", Int64(session.office.id))
  }

  /// Read by `init(_:in:)`: what judgements go by. The calendar begins yesterday, because no verdict depends on an earlier
  /// day: a limit on it has passed whatever the day was.
  static func reading(in session: Session) -> [Statement] {
    reading(since: session.office.zone.localDate(of: session.now).adding(days: -1), in: session)
  }

  /// The same with a calendar that begins on another day. Holidays come by whole years, because a year of which the table
  /// has none is computed.
  static func reading(since first: CivilDate, in session: Session) -> [Statement] {
    [
      PolicyRecord.reading(in: session),
      Statement(
        """
        SELECT vendors,
          ARRAY(SELECT date FROM holidays WHERE date >= make_date($3::integer, 1, 1)),
          ARRAY(SELECT date FROM closures
            WHERE office_id = $1 AND date >= $2 AND opens IS NULL AND retired_at IS NULL)
        FROM offices WHERE id = $1
        """, session.office.id, first, first.year),
      // a special opening is a window without a weekday, valid on one day
      Statement(
        """
        SELECT weekday, opens, closes, valid_from, valid_until FROM weekly_hours
        WHERE office_id = $1 AND retired_at IS NULL AND (valid_until IS NULL OR valid_until > $2)
        UNION ALL
        SELECT NULL, special.opens, special.closes, c.date, NULL
        FROM closures c CROSS JOIN unnest(c.opens, c.closes) AS special (opens, closes)
        WHERE c.office_id = $1 AND c.date >= $2 AND c.retired_at IS NULL
        """, session.office.id, first),
    ]
  }

  static let statementCount = 3

  init(_ results: ArraySlice<QueryResult>, in session: Session) throws {
    let results = Array(results)
    guard results.count == Self.statementCount, let policy = results[0].first, let office = results[1].first else {
      throw StoreFailure.unreadable("policies")
    }
    self.policy = try PolicyRecord.policy(from: policy)
    vendors = try office.decode(0)
    zone = session.office.zone
    calendar = BusinessCalendar(
      nationalHolidays: HolidayTable(dates: try office.decode(1)),
      closures: Set(try office.decode(2, as: [CivilDate].self)),
      specialOpenings: try Self.specialOpenings(results[2]), weeklyHours: try Self.weeklyHours(results[2]))
  }

  var slotRules: SlotRules { SlotRules(calendar: calendar, zone: zone, gridMinutes: policy.gridMinutes) }

  var availability: Availability { Availability(rules: slotRules, confirmCutoff: policy.confirmCutoff) }
}

extension OfficeRules {
  private static func weeklyHours(_ windows: QueryResult) throws -> [WeeklyWindow] {
    try windows.filter { try $0.decodeIfPresent(0, as: Int.self) != nil }.map(WeeklyWindow.init(row:))
  }

  private static func specialOpenings(_ windows: QueryResult) throws -> [CivilDate: [OpeningWindow]] {
    var openings: [CivilDate: [OpeningWindow]] = [:]
    for row in windows where try row.decodeIfPresent(0, as: Int.self) == nil {
      guard let window = OpeningWindow(minutes: try row.decode(1), try row.decode(2)) else {
        throw StoreFailure.unreadable("closures")
      }
      openings[try row.decode(3), default: []].append(window)
    }
    return openings
  }
}
