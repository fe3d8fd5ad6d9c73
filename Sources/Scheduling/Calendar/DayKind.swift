/// What a day is to an office: open or closed, and why. The raw value is the name in the API.
public enum DayKind: String, Sendable, Hashable, CaseIterable {
  /// 開庁日.
  case openDay = "open_day"
  /// A day on which the office opens by its own decision, with windows of its own.
  case specialOpening = "special_opening"
  /// A day on which the office is closed by its own decision.
  case closure
  /// 国民の祝日・休日.
  case holiday
  /// 12/29…1/3.
  case yearEnd = "year_end"
  /// Saturday or Sunday.
  case weekend

  /// Whether sessions can take place.
  public var isOpen: Bool { self == .openDay || self == .specialOpening }
}

extension BusinessCalendar {
  /// What the day is. The office's own decision comes before the law's; a holiday on a weekend is told as a holiday.
  public func kind(of date: CivilDate) -> DayKind {
    if closures.contains(date) { return .closure }
    if specialOpenings[date] != nil { return .specialOpening }
    if nationalHolidays.isHoliday(date) { return .holiday }
    if Self.isYearEnd(date) { return .yearEnd }
    return date.weekday.isWeekend ? .weekend : .openDay
  }
}
