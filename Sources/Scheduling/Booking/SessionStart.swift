/// From when a session may be started.
public enum SessionStart {
  /// Minutes before the agreed start.
  static let earliestMinutesBefore = 15

  /// The first instant at which a session agreed for `start` may begin; that instant is not too early.
  public static func earliest(for start: Instant) -> Instant {
    start.adding(minutes: -earliestMinutesBefore)
  }

  /// Throws `tooEarly` with the first possible instant while it lies ahead.
  public static func check(start: Instant, now: Instant) throws(DomainError) {
    let earliest = earliest(for: start)
    guard now >= earliest else { throw .tooEarly(from: earliest) }
  }
}
