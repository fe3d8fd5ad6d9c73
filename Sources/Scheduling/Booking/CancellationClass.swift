/// How early a user cancelled, for statistics.
public enum CancellationClass: String, Sendable, Hashable, CaseIterable {
  /// 前日まで.
  case byDayBefore = "by_day_before"
  /// 当日.
  case sameDay = "same_day"

  /// The class of a cancellation at `now` of a booking that starts at `start`.
  ///
  /// 前日まで means what the office's cut-off means (A3), and after the cut-off it is 当日 (A13): with the default,
  /// `calendar_day_end`, that is the local calendar date.
  public static func of(
    start: Instant, now: Instant, cutoff: ConfirmCutoff, calendar: BusinessCalendar, zone: OfficeZone
  ) -> Self {
    now < cutoff.instant(forSlotAt: start, calendar: calendar, zone: zone) ? .byDayBefore : .sameDay
  }
}
