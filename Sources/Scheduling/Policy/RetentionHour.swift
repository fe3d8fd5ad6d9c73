/// When a service lets go of what has expired: once a day of each office, soon after a time of its clock.
public enum RetentionHour {
  /// A day whose first hours nobody served is made up by the next one: what expires is told by days, and nothing is lost.
  public static let patience = Duration.seconds(3 * 60 * 60)

  /// Since when a run is due; nil before the time, and long after it.
  public static func due(at time: TimeOfDay, now: Instant, in zone: OfficeZone) -> Instant? {
    let today = zone.localDate(of: now)
    // an hour before midnight lasts into the next day
    return [today, today.adding(days: -1)].map { zone.instant(of: $0, at: time) }
      .first { $0 <= now && now < $0 + patience }
  }
}
