import NIOConcurrencyHelpers

/// What a relay has done since it was started: counts and durations, nothing of any message.
public final class RelayMetrics: Sendable {
  /// The counts at one moment.
  public struct Snapshot: Sendable {
    /// Messages that arrived.
    public internal(set) var delivered = 0
    /// Attempts that failed, by ``DeliveryFailure``'s codes.
    public internal(set) var failed: [String: Int] = [:]
    /// Looks at an office's webhook that found no way to use it, by ``DeliveryFailure``'s codes.
    public internal(set) var unusable: [String: Int] = [:]
    /// Messages given up.
    public internal(set) var dead = 0
    /// Messages in the air.
    public internal(set) var inFlight = 0
    /// Seconds from when they were to leave until they arrived, summed over all that arrived.
    public internal(set) var lag = 0.0
  }

  private let counts = NIOLockedValueBox(Snapshot())

  /// Nothing has been done.
  public init() {}

  /// The counts now.
  public var snapshot: Snapshot { counts.withLockedValue { $0 } }

  func noteStart() { counts.withLockedValue { $0.inFlight += 1 } }
  func noteEnd() { counts.withLockedValue { $0.inFlight -= 1 } }
  func note(deliveredAfter lag: Duration) {
    counts.withLockedValue {
      $0.delivered += 1
      $0.lag += max(0, lag / .seconds(1))
    }
  }
  func note(unusable failure: DeliveryFailure) {
    counts.withLockedValue { $0.unusable[failure.rawValue, default: 0] += 1 }
  }
  func note(_ failure: DeliveryFailure, isLast: Bool) {
    counts.withLockedValue {
      $0.failed[failure.rawValue, default: 0] += 1
      if isLast { $0.dead += 1 }
    }
  }
}
