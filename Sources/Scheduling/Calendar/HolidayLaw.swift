/// The Act on National Holidays (昭和23年法律第178号) with its amendments, as an algorithm for 1955…2099.
///
/// The equinoxes are computed and become certain when they are gazetted, in February of the year before.
enum HolidayLaw {
  static let years = 1955...2099

  /// 2027 was gazetted on 2026-02-02; later years are provisional until an imported table replaces them.
  static let lastGazettedYear = 2027

  /// Every holiday of `years`, by day.
  static let table: [CivilDate: Holiday] = {
    var table: [CivilDate: Holiday] = [:]
    for holiday in years.flatMap(holidays(in:)) { table[holiday.date] = holiday }
    return table
  }()

  /// The holidays of a year, in order; none outside `years`.
  static func holidays(in year: Int) -> [Holiday] {
    guard years.contains(year) else { return [] }
    let named = namedDays(in: year)
    let substitutes = substituteDays(for: Set(named.keys))
    let between = daysBetween(Set(named.keys), except: substitutes)
    let days =
      named.map { Holiday(date: $0.key, name: $0.value) }
      + substitutes.map { Holiday(date: $0, name: "振替休日", kind: .substitute) }
      + between.map { Holiday(date: $0, name: "国民の休日", kind: .citizens) }
    return days.sorted { $0.date < $1.date }.map {
      Holiday(date: $0.date, name: $0.name, kind: $0.kind, isProvisional: year > lastGazettedYear)
    }
  }

  private static func namedDays(in year: Int) -> [CivilDate: String] {
    var days: [CivilDate: String] = [:]
    for rule in HolidayRule.all {
      if let date = rule.date(in: year) { days[date] = rule.name }
    }
    return days
  }

  /// Article 3, paragraph 2: since 1973-04-12 the day after a Sunday holiday; since 2007 the next day that is none itself.
  private static func substituteDays(for named: Set<CivilDate>) -> Set<CivilDate> {
    var substitutes: Set<CivilDate> = []
    for sunday in named where sunday.weekday == .sunday && sunday.iso >= "1973-04-12" {
      var day = sunday.adding(days: 1)
      if sunday.year >= 2007 {
        while named.contains(day) { day = day.adding(days: 1) }
      }
      if !named.contains(day) { substitutes.insert(day) }
    }
    return substitutes
  }

  /// Article 3, paragraph 3, since 1985-12-27: a day whose neighbours are both holidays; until 2006 not a Sunday.
  private static func daysBetween(_ named: Set<CivilDate>, except substitutes: Set<CivilDate>) -> Set<CivilDate> {
    Set(
      named.map { $0.adding(days: 1) }.filter { day in
        day.year >= 1986 && named.contains(day.adding(days: 1)) && !named.contains(day) && !substitutes.contains(day)
          && (day.year >= 2007 || day.weekday != .sunday)
      })
  }
}
