import Scheduling

/// When a failed attempt is repeated, and when no more: exponential, with full jitter, so that what failed together does
/// not come back together.
public struct RetrySchedule: Sendable, Hashable {
  /// The most that the first repetition waits.
  public var base = Duration.seconds(5)
  /// How much longer the next one waits at most.
  public var factor = 3
  /// No repetition waits longer.
  public var longest = Duration.seconds(12 * 3600)
  /// After so many attempts that count a message is given up; with the rest as it is, that takes 19 hours as a rule and 38
  /// at most.
  public var attempts = 12
  /// What fails and has been due for so long is given up, however few of its attempts count. What has a use-by of its own
  /// lives until then.
  public var longestAge = Duration.seconds(3 * 24 * 3600)

  /// The defaults.
  public init() {}

  /// The longest that a message waits after its attempt number `attempt`, from 1, has failed.
  public func bound(after attempt: Int) -> Duration {
    var bound = base
    // a bound that has reached its limit stays there
    for _ in 1..<max(attempt, 1) where bound < longest { bound = bound * factor }
    return min(bound, longest)
  }

  /// How long a message waits after that attempt.
  ///
  /// - Parameter chance: from 0 up to 1, evenly drawn.
  public func wait(after attempt: Int, chance: Double) -> Duration {
    bound(after: attempt) * min(max(chance, 0), 1)
  }

  /// Whether a message is given up when that attempt, which counts, has failed.
  public func isLast(_ attempt: Int) -> Bool { attempt >= attempts }
}
