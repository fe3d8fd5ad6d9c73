/// Until when a meeting's details must have reached the user (setting A14).
public enum DetailsTerm {
  private static let beforeStart = -60
  /// Nothing is late before the relay has had this long, however near the session is.
  private static let atLeast = 5

  /// The end of the first open day after the booking became firm, and at the latest an hour before the session.
  public static func end(
    firmAt: Instant, start: Instant, calendar: BusinessCalendar, zone: OfficeZone
  ) -> Instant {
    let day = calendar.openDay(1, after: zone.localDate(of: firmAt))
    let end = min(zone.instant(of: day, at: .endOfDay), start.adding(minutes: beforeStart))
    return max(end, firmAt.adding(minutes: atLeast))
  }

  /// The same for details that are told once more, because they are others now: an hour before the session.
  public static func end(exchangedAt: Instant, start: Instant) -> Instant {
    max(start.adding(minutes: beforeStart), exchangedAt.adding(minutes: atLeast))
  }
}
