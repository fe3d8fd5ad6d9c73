/// 前日まで: until when a booking must be confirmed (article 6(1), setting A3). The limit itself is already late.
public enum ConfirmCutoff: Sendable, Hashable {
  /// Until the end of the day before the slot.
  case calendarDayEnd
  /// Until that time on the day before the slot.
  case calendarDayAt(TimeOfDay)
  /// Until that time on the last open day before the slot.
  case previousOpenDayAt(TimeOfDay)

  /// Reads `calendar_day_end`, `calendar_day_at HH:MM` or `previous_open_day_at HH:MM`, 00:00…23:59;
  /// anything else is nil.
  public init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    switch (words.first, words.count) {
    case ("calendar_day_end", 1):
      self = .calendarDayEnd
    case ("calendar_day_at", 2):
      guard let time = TimeOfDay(words[1]), time < .endOfDay else { return nil }
      self = .calendarDayAt(time)
    case ("previous_open_day_at", 2):
      guard let time = TimeOfDay(words[1]), time < .endOfDay else { return nil }
      self = .previousOpenDayAt(time)
    default:
      return nil
    }
  }

  /// The instant from which on a slot that starts at `start` can no longer be confirmed.
  public func instant(forSlotAt start: Instant, calendar: BusinessCalendar, zone: OfficeZone) -> Instant {
    let date = zone.localDate(of: start)
    switch self {
    case .calendarDayEnd:
      return zone.instant(of: date, at: .midnight)
    case .calendarDayAt(let time):
      return zone.instant(of: date.adding(days: -1), at: time)
    case .previousOpenDayAt(let time):
      return zone.instant(of: calendar.previousOpenDay(before: date), at: time)
    }
  }
}

extension ConfirmCutoff: CustomStringConvertible {
  /// The text form that `init(_:)` reads.
  public var description: String {
    switch self {
    case .calendarDayEnd: "calendar_day_end"
    case .calendarDayAt(let time): "calendar_day_at \(time)"
    case .previousOpenDayAt(let time): "previous_open_day_at \(time)"
    }
  }
}
