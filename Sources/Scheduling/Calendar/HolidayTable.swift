/// The national holidays an office goes by: an imported table is the authority, the law's algorithm the fallback.
///
/// A year that appears in the table is taken from the table alone; every other year of 1955…2099 is computed.
public struct HolidayTable: Sendable {
  private let imported: [CivilDate: Holiday]
  private let importedYears: Set<Int>

  /// The algorithm alone.
  public static let byLaw = HolidayTable(imported: [])

  /// The imported days, as gazetted; they are never provisional. Of two entries for one day the last one counts.
  public init(imported holidays: [Holiday]) {
    var days: [CivilDate: Holiday] = [:]
    for var holiday in holidays {
      holiday.isProvisional = false
      days[holiday.date] = holiday
    }
    imported = days
    importedYears = Set(days.keys.map(\.year))
  }

  /// The holiday on that day, if it is one.
  public func holiday(on date: CivilDate) -> Holiday? {
    importedYears.contains(date.year) ? imported[date] : HolidayLaw.table[date]
  }

  /// Whether the day is a holiday.
  public func isHoliday(_ date: CivilDate) -> Bool {
    holiday(on: date) != nil
  }

  /// The holidays of a year, in order; none outside 1955…2099 unless imported.
  public func holidays(in year: Int) -> [Holiday] {
    guard importedYears.contains(year) else { return HolidayLaw.holidays(in: year) }
    return imported.values.filter { $0.date.year == year }.sorted { $0.date < $1.date }
  }
}
