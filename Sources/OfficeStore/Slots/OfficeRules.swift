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

  /// Read by `init(_:in:)`.
  static func reading(in session: Session) -> [Statement] {
    [
      PolicyRecord.reading(in: session),
      Statement("SELECT vendors FROM offices WHERE id = $1", session.office.id),
      Statement(
        "SELECT weekday, opens, closes, valid_from, valid_until FROM weekly_hours WHERE office_id = $1",
        session.office.id),
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
    calendar = BusinessCalendar(weeklyHours: try results[2].map(WeeklyWindow.init(row:)))
  }

  var slotRules: SlotRules { SlotRules(calendar: calendar, zone: zone, gridMinutes: policy.gridMinutes) }

  var availability: Availability { Availability(rules: slotRules, confirmCutoff: policy.confirmCutoff) }
}

extension WeeklyWindow {
  fileprivate init(row: Row) throws {
    guard
      let weekday = Weekday(rawValue: try row.decode(0)), let opens = TimeOfDay(minutes: try row.decode(1)),
      let closes = TimeOfDay(minutes: try row.decode(2)), let window = OpeningWindow(from: opens, to: closes)
    else { throw StoreFailure.unreadable("weekly_hours") }
    self.init(
      weekday: weekday, window: window, validFrom: try row.decode(3), validUntil: try row.decodeIfPresent(4))
  }
}
