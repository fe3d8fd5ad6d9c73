/// A day of the week, numbered as in ISO 8601: Monday is 1, Sunday is 7.
public enum Weekday: Int, Sendable, Hashable, CaseIterable {
  /// ISO 1…7.
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// The English name in lower case: how the API says it.
  public var name: String { "\(self)" }

  /// Nil unless it is one of the seven names.
  public init?(name: String) {
    guard let weekday = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = weekday
  }

  /// Saturday and Sunday, on which offices are closed (行政機関の休日に関する法律 第1条).
  var isWeekend: Bool { self == .saturday || self == .sunday }
}

extension CivilDate {
  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday, three days after a Monday.
    let index = Int(Int64(daysSinceEpoch + 3) - Int64(daysSinceEpoch + 3).flooredQuotient(by: 7) * 7)
    return Weekday.allCases[index]
  }
}
