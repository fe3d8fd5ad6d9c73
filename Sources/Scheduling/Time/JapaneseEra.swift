/// 元号: an era of the Japanese calendar, newest first.
public enum JapaneseEra: String, Sendable, Hashable, CaseIterable {
  /// From 2019-05-01.
  case reiwa = "令和"
  /// From 1989-01-08.
  case heisei = "平成"
  /// From 1926-12-25.
  case showa = "昭和"
  /// From 1912-07-30.
  case taisho = "大正"
  /// From 1868: long before the years that the service accepts from outside.
  case meiji = "明治"

  private var first: (year: Int, month: Int, day: Int) {
    switch self {
    case .reiwa: (2019, 5, 1)
    case .heisei: (1989, 1, 8)
    case .showa: (1926, 12, 25)
    case .taisho: (1912, 7, 30)
    case .meiji: (1868, 1, 25)
    }
  }

  /// The era of a day; what lies before 1868 is counted back from 明治.
  public init(of date: CivilDate) {
    self = Self.allCases.first { (date.year, date.month, date.day) >= $0.first } ?? .meiji
  }

  /// The year of the era that a day of it lies in: 1 is 元年.
  public func year(of date: CivilDate) -> Int { date.year - first.year + 1 }
}

extension CivilDate {
  /// 和暦: the day as a document is dated, `令和5年1月16日`; the first year of an era is 元年.
  public var inJapaneseEra: String {
    let era = JapaneseEra(of: self)
    let year = era.year(of: self)
    return "\(era.rawValue)\(year == 1 ? "元" : String(year))年\(month)月\(day)日"
  }

  /// 西暦: `2023年1月16日`.
  public var inWesternYears: String { "\(year)年\(month)月\(day)日" }
}
