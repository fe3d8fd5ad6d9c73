/// The days and hours of one office: 開庁日 by law, its own closures and special openings, and its weekly windows.
///
/// An open day is not a Saturday, a Sunday, a national holiday or 12/29…1/3 (行政機関の休日に関する法律 第1条); a closure
/// closes it, a special opening opens any other day. Where an office entered both for one day, the closure counts.
public struct BusinessCalendar: Sendable {
  /// The national holidays it goes by.
  public var nationalHolidays: HolidayTable
  /// Days the office itself is closed.
  public var closures: Set<CivilDate>
  /// Days it opens specially, with that day's windows: they replace the weekly ones.
  public var specialOpenings: [CivilDate: [OpeningWindow]]
  /// The windows that recur.
  public var weeklyHours: [WeeklyWindow]

  /// The calendar of an office.
  public init(
    nationalHolidays: HolidayTable = .byLaw, closures: Set<CivilDate> = [],
    specialOpenings: [CivilDate: [OpeningWindow]] = [:], weeklyHours: [WeeklyWindow]
  ) {
    self.nationalHolidays = nationalHolidays
    self.closures = closures
    self.specialOpenings = specialOpenings
    self.weeklyHours = weeklyHours
  }

  /// Whether the office is open on that day; a day without windows can still be an open day.
  public func isOpenDay(_ date: CivilDate) -> Bool {
    kind(of: date).isOpen
  }

  /// The windows of that day, in order; none when it is closed.
  public func windows(on date: CivilDate) -> [OpeningWindow] {
    guard isOpenDay(date) else { return [] }
    if let special = specialOpenings[date] { return special.sorted() }
    return weeklyHours.filter { $0.applies(on: date) }.map(\.window).sorted()
  }

  /// 12/29…1/3, on which public offices are closed without its being a holiday.
  static func isYearEnd(_ date: CivilDate) -> Bool {
    (date.month == 12 && date.day >= 29) || (date.month == 1 && date.day <= 3)
  }
}
