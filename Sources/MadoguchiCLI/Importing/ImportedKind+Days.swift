import AdminAPI
import OfficeStore
import Scheduling

/// 受付時間
enum HoursSheet: ImportedKind {
  static let name = "hours"
  static let title = "Weekly windows (受付時間)"
  static let header = ["weekday", "windows", "valid_from", "valid_until"]
  static let note = """
    Weekdays by their English names, windows as 09:00-12:00;13:00-16:00 (none: closed), days as YYYY-MM-DD or empty; \
    valid_until is the first day on which they count no more. For every weekday that it names the file is the whole truth, \
    other weekdays stay. No booking is cancelled: those that lie outside the new hours are listed, and each becomes a task.
    """

  static func read(_ row: inout RowReader) -> WeekdayRecord? {
    let weekday = row.required("weekday", .weekday)
    let windows = row.windows("windows", count: 0...Closure.maximumWindows)
    let from = row.optional("valid_from", TextFormat<CivilDate>.date)
    let until = row.optional("valid_until", TextFormat<CivilDate>.date)
    if let until, (from ?? WeeklyWindow.earliestDay) >= until { row.report("range_empty", at: "valid_until") }
    guard let weekday, let windows else { return nil }
    return WeekdayRecord(weekday: weekday, windows: windows, validFrom: from, validUntil: until)
  }

  static var take: Taking<WeekdayRecord> { Administration.importHours }
}

/// 臨時の閉庁と開庁
enum ClosureSheet: ImportedKind {
  static let name = "closures"
  static let title = "Closures and special openings (臨時の閉庁と開庁)"
  static let header = ["date", "windows", "reason"]
  static let note = """
    Days as YYYY-MM-DD, each once; without windows the office is closed, with them (09:00-12:00;13:00-16:00) it opens \
    specially. Days that the file doesn't name stay. No booking is cancelled: those on a day that becomes closed are listed, \
    and each becomes a task.
    """

  static func read(_ row: inout RowReader) -> Closure? {
    let date = row.required("date", TextFormat<CivilDate>.date)
    let windows = row.windows("windows", count: 0...Closure.maximumWindows)
    let reason = row.required("reason", .reason(ResourceLimits.reason))
    guard let date, let windows, let reason else { return nil }
    return Closure(date: date, windows: windows, reason: reason)
  }

  static var take: Taking<Closure> { Administration.importClosures }
}
