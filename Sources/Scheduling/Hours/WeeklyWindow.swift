/// An opening window that recurs every week, within its validity.
public struct WeeklyWindow: Sendable, Hashable {
  /// The day of the week it recurs on.
  public var weekday: Weekday
  /// The time of day.
  public var window: OpeningWindow
  /// The first day it applies to; nil: always has.
  public var validFrom: CivilDate?
  /// The first day it no longer applies to (exclusive, like every limit); nil: for ever.
  public var validUntil: CivilDate?

  /// A window on that weekday from `validFrom` until, not including, `validUntil`.
  public init(weekday: Weekday, window: OpeningWindow, validFrom: CivilDate? = nil, validUntil: CivilDate? = nil) {
    self.weekday = weekday
    self.window = window
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  /// Since when a window without a first day is taken to recur: the day from which there is a calendar.
  public static let earliestDay = CivilDate(daysSinceEpoch: -5479)

  /// Whether it recurs at all: its first day lies before the first that no longer counts.
  public var hasDays: Bool { validUntil.map { (validFrom ?? Self.earliestDay) < $0 } ?? true }

  /// Whether it applies on that date.
  public func applies(on date: CivilDate) -> Bool {
    guard date.weekday == weekday else { return false }
    if let validFrom, date < validFrom { return false }
    if let validUntil, date >= validUntil { return false }
    return true
  }

  /// Whether the two share time on any day.
  public func overlaps(_ other: Self) -> Bool {
    guard weekday == other.weekday, window.overlaps(other.window) else { return false }
    return begins(before: other.validUntil) && other.begins(before: validUntil)
  }

  private func begins(before limit: CivilDate?) -> Bool {
    guard let validFrom, let limit else { return true }
    return validFrom < limit
  }

  /// The same windows on Monday to Friday, for ever: what an office import sets up.
  public static func mondayToFriday(_ windows: [OpeningWindow]) -> [WeeklyWindow] {
    Weekday.allCases.filter { !$0.isWeekend }.flatMap { weekday in
      windows.map { WeeklyWindow(weekday: weekday, window: $0) }
    }
  }
}
