import Scheduling

/// Days and times as messages write them, in the office's own zone: with the weekday, and with 和暦 where the reader knows it.
struct DateWriting: Sendable {
  let language: MessageLanguage
  let zone: OfficeZone

  /// `令和8年9月17日（木）`, `Thursday, 17 September 2026 (Reiwa 8)`.
  func day(_ date: CivilDate) -> String {
    switch language {
    case .japanese: return "\(date.inJapaneseEra)（\(Self.weekdays[date.weekday.rawValue - 1])）"
    case .english:
      let era = JapaneseEra(of: date)
      let weekday = date.weekday.name.prefix(1).uppercased() + date.weekday.name.dropFirst()
      return
        "\(weekday), \(date.day) \(Self.months[date.month - 1]) \(date.year) (\(era.romanized) \(era.year(of: date)))"
    }
  }

  /// The day of an instant.
  func day(of instant: Instant) -> String { day(zone.localDate(of: instant)) }

  /// `9:00～9:30`, `09:00–09:30`; a session that ends at midnight ends at 24:00.
  func time(from start: Instant, to end: Instant) -> String {
    let isWholeDay = zone.timeOfDay(of: end) == .midnight
    let ending = isWholeDay ? "24:00" : clock(zone.timeOfDay(of: end))
    return clock(zone.timeOfDay(of: start)) + (language == .japanese ? "～" : "–") + ending
  }

  /// Until when, exclusively: midnight is told as the end of the day before, so that nobody counts one day too many.
  func limit(_ instant: Instant) -> String {
    let (date, time) = (zone.localDate(of: instant), zone.timeOfDay(of: instant))
    let isMidnight = time == .midnight
    let day = day(isMidnight ? date.adding(days: -1) : date)
    switch language {
    case .japanese: return day + (isMidnight ? "24:00" : clock(time))
    case .english: return day + ", " + (isMidnight ? "24:00" : clock(time))
    }
  }

  private func clock(_ time: TimeOfDay) -> String {
    let (hour, minute) = time.minutes.quotientAndRemainder(dividingBy: 60)
    let minutes = minute < 10 ? "0\(minute)" : "\(minute)"
    return language == .english && hour < 10 ? "0\(hour):\(minutes)" : "\(hour):\(minutes)"
  }

  private static let weekdays = ["月", "火", "水", "木", "金", "土", "日"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}

extension JapaneseEra {
  /// The name in Latin letters.
  fileprivate var romanized: String {
    switch self {
    case .reiwa: "Reiwa"
    case .heisei: "Heisei"
    case .showa: "Showa"
    case .taisho: "Taisho"
    case .meiji: "Meiji"
    }
  }
}
