import Foundation
import NIOConcurrencyHelpers
import Scheduling

/// The service's own clock: the system's, shifted by an offset, and never running backwards.
///
/// Every decision about time reads it, SQL included, so that a test can stand at 10:09:59 and a year can pass in minutes.
public final class ServiceClock: Sendable {
  private struct State {
    var offset: Int64
    var latest = Int64.min
  }

  private let state: NIOLockedValueBox<State>

  /// - Parameter offset: microseconds that this clock is ahead of the system's (negative: behind).
  public init(offset: Int64 = 0) {
    state = NIOLockedValueBox(State(offset: offset))
  }

  /// A clock that reads `instant` now and runs on from there.
  public convenience init(startingAt instant: Instant) {
    self.init(offset: instant.microseconds - Self.systemMicroseconds())
  }

  /// Microseconds that this clock is ahead of the system's.
  public var offset: Int64 { state.withLockedValue(\.offset) }

  /// The present instant; two readings never go backwards.
  public func now() -> Instant {
    let system = Self.systemMicroseconds()
    return state.withLockedValue { state in
      state.latest = max(state.latest, system + state.offset)
      return Instant(microseconds: state.latest)
    }
  }

  /// Moves the clock forward to `instant`; false, and nothing changes, when that lies behind.
  public func advance(to instant: Instant) -> Bool {
    let system = Self.systemMicroseconds()
    return state.withLockedValue { state in
      guard instant.microseconds >= max(state.latest, system + state.offset) else { return false }
      state.offset = instant.microseconds - system
      state.latest = instant.microseconds
      return true
    }
  }

  private static func systemMicroseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
  }
}
