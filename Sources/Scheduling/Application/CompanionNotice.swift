/// Whether a companion was announced beforehand (article 12(3)).
public enum CompanionNotice {
  /// Late from the agreed start on, or once the session runs; before anything was agreed nothing is late.
  public static func isLate(agreedStart: Instant?, startedAt: Instant?, now: Instant) -> Bool {
    [agreedStart, startedAt].contains { start in start.map { now >= $0 } ?? false }
  }
}
