/// A span of time that can be booked: half-open, the end belongs to whatever follows.
public struct Slot: Sendable, Hashable, Comparable {
  /// The first instant.
  public let start: Instant
  /// The first instant after it; never before `start`.
  public let end: Instant

  /// The span from `start` until `end`. An end before the start gives an empty slot, which overlaps nothing.
  public init(start: Instant, end: Instant) {
    self.start = start
    self.end = max(start, end)
  }

  /// The span of `duration` from `start`.
  public init(start: Instant, duration: Duration) {
    self.init(start: start, end: start + duration)
  }

  /// The span of `minutes` from `start`.
  public init(start: Instant, minutes: Int) {
    self.init(start: start, end: start.adding(minutes: minutes))
  }

  /// The length.
  public var duration: Duration { end - start }

  /// The length in whole minutes.
  public var minutes: Int { Int(duration.components.seconds / 60) }

  /// Whether the two share any time. Slots that only touch do not.
  public func overlaps(_ other: Slot) -> Bool {
    max(start, other.start) < min(end, other.end)
  }

  /// Whether all of the other's time is this one's too.
  public func holds(_ other: Slot) -> Bool {
    start <= other.start && other.end <= end
  }

  /// By start, then by end.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.start, lhs.end) < (rhs.start, rhs.end)
  }

  /// Whether any two of the slots overlap: what an offer's candidates must not do (`overlapping_slots`).
  static func anyOverlap(_ slots: [Slot]) -> Bool {
    let sorted = slots.filter { $0.start < $0.end }.sorted()
    return zip(sorted, sorted.dropFirst()).contains { $0.overlaps($1) }
  }
}
