/// Whether an office's target is worth trying. After some failures in a row nobody tries it for a while, and then one
/// message goes first; so a target that hangs costs its office one connection now and then, and other offices nothing.
struct Circuit: Sendable, Hashable {
  /// Failures in a row that open it: one that fails one call in three never comes so far by itself for long.
  static let patience = 6
  private static let schedule: RetrySchedule = {
    var schedule = RetrySchedule()
    schedule.base = .seconds(1)
    schedule.factor = 2
    schedule.longest = .seconds(60)
    return schedule
  }()

  private var failures = 0
  private(set) var closedUntil: ContinuousClock.Instant?

  /// Whether the target is left alone, or tried with one message to see whether it answers again.
  var isShut: Bool { closedUntil != nil }

  /// How many messages may be tried now: none while it is shut, one after that, any number when all is well.
  func allowance(at now: ContinuousClock.Instant, usually: Int) -> Int {
    guard let closedUntil else { return usually }
    return now < closedUntil ? 0 : 1
  }

  mutating func noteSuccess() { self = Circuit() }

  /// - Parameter chance: from 0 up to 1, evenly drawn.
  mutating func noteFailure(at now: ContinuousClock.Instant, chance: Double) {
    failures += 1
    guard failures >= Self.patience else { return }
    let bound = Self.schedule.bound(after: failures - Self.patience + 1)
    // never at once: half of it is certain
    closedUntil = now + bound / 2 + bound / 2 * chance
  }
}
