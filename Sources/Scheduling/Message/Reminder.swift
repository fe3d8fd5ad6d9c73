/// When a user is reminded.
public enum Reminder {
  /// Reminders leave at this hour of the office's day.
  private static let hour = 9
  /// An offer that ends sooner than this is not reminded of: its message has only just come.
  private static let shortestTerm = Duration.seconds(2 * 60 * 60)

  /// When an unanswered offer is brought to mind: at nine in the morning of the day before the last day on which it can be
  /// answered, or half-way to the deadline where that morning is over. Nil when less than two hours remain.
  public static func ofUnconfirmed(offeredAt: Instant, deadline: Instant, zone: OfficeZone) -> Instant? {
    let term = deadline - offeredAt
    guard term >= shortestTerm else { return nil }
    // deadlines are exclusive: one at midnight ends the day before it
    let lastDay = zone.localDate(of: deadline - .microseconds(1))
    let morning = zone.instant(of: lastDay.adding(days: -1), at: .reminding)
    return morning > offeredAt ? morning : offeredAt + term / 2
  }

  /// When a session is brought to mind: at nine in the morning of the day before. Nil for a booking that was made firm
  /// later than that.
  public static func ofSession(at start: Instant, firmAt: Instant, zone: OfficeZone) -> Instant? {
    let morning = zone.instant(of: zone.localDate(of: start).adding(days: -1), at: .reminding)
    return morning > firmAt ? morning : nil
  }
}

extension TimeOfDay {
  /// 09:00.
  fileprivate static let reminding = TimeOfDay(hour: 9, minute: 0) ?? .midnight
}
