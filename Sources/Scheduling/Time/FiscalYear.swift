/// 年度: the twelve months from 1 April; 令和8年度 is 2026-04-01…2027-03-31.
public struct FiscalYear: Sendable, Hashable, Comparable {
  /// The Gregorian year it begins in.
  public let year: Int

  /// The fiscal year that begins on 1 April of `year`.
  public init(_ year: Int) {
    self.year = year
  }

  /// The fiscal year a day belongs to.
  public init(containing date: CivilDate) {
    year = date.month >= 4 ? date.year : date.year - 1
  }

  /// All its days, 1 April until (not including) the next 1 April; empty outside 1900…2199.
  public var days: Range<CivilDate> {
    guard let first = CivilDate(year: year, month: 4, day: 1), let end = CivilDate(year: year + 1, month: 4, day: 1)
    else {
      let epoch = CivilDate(daysSinceEpoch: 0)
      return epoch..<epoch
    }
    return first..<end
  }

  /// Earlier years come first.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.year < rhs.year
  }
}
