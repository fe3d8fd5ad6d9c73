/// When a named holiday falls, and in which years: one line of the law.
struct HolidayRule: Sendable {
  enum Day: Sendable {
    case fixed(month: Int, day: Int)
    /// Happy Monday: the n-th Monday of a month.
    case monday(Int, month: Int)
    case equinox(Equinox)
  }

  var name: String
  var years: ClosedRange<Int>
  var exceptYears: Set<Int> = []
  var day: Day

  /// The day in that year, if the rule applies to it.
  func date(in year: Int) -> CivilDate? {
    guard years.contains(year), !exceptYears.contains(year) else { return nil }
    switch day {
    case .fixed(let month, let day):
      return CivilDate(year: year, month: month, day: day)
    case .monday(let ordinal, let month):
      guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
      let firstMonday = first.adding(days: (8 - first.weekday.rawValue) % 7)
      return firstMonday.adding(days: 7 * (ordinal - 1))
    case .equinox(let equinox):
      return equinox.date(in: year)
    }
  }
}
