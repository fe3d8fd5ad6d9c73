/// 繰り返し: how often something is repeated, and how long.
///
/// The first occurrence is the one asked for, whatever its day (as in RFC 5545); the others keep its local time of day
/// and its length. Closed days are not left out: a room may be needed on any day.
public struct Recurrence: Sendable, Hashable {
  /// How far the next occurrence is. The raw value is its name in the API.
  public enum Step: String, Sendable, Hashable, CaseIterable {
    /// Every day.
    case day
    /// Every Monday to Friday.
    case weekday
    /// The same day of every week.
    case week
  }

  /// When it ends.
  public enum Limit: Sendable, Hashable {
    /// After so many occurrences, the first included.
    case count(Int)
    /// After this local day.
    case until(CivilDate)
  }

  /// The most occurrences that a series may have.
  public static let maxOccurrences = 200

  /// How far the next one is.
  public var every: Step
  /// When it ends.
  public var limit: Limit

  /// A repetition.
  public init(every step: Step, limit: Limit) {
    every = step
    self.limit = limit
  }

  /// Every occurrence, in order, `first` included.
  ///
  /// - Throws: `seriesEmpty` when it ends before the first one, `seriesTooLong` beyond 200, `overlappingSlots` when one
  ///   reaches into the next.
  public func occurrences(of first: Slot, in zone: OfficeZone) throws(DomainError) -> [Slot] {
    let day = zone.localDate(of: first.start)
    let days = sequence(first: day) { every.next(after: $0) }
      .prefix(min(limit.count, Self.maxOccurrences + 1))
      .prefix { limit.reaches($0) }
    guard !days.isEmpty else { throw .seriesEmpty }
    guard days.count <= Self.maxOccurrences else { throw .seriesTooLong(max: Self.maxOccurrences) }
    // the time of day is known to the minute; what remains of the first start is added to each
    let time = zone.timeOfDay(of: first.start)
    let rest = first.start - zone.instant(of: day, at: time)
    let slots = days.map { Slot(start: zone.instant(of: $0, at: time) + rest, duration: first.duration) }
    guard !Slot.anyOverlap(slots) else { throw .overlappingSlots }
    return slots
  }
}

extension Recurrence.Step {
  fileprivate func next(after day: CivilDate) -> CivilDate {
    switch self {
    case .day: day.adding(days: 1)
    case .week: day.adding(days: 7)
    case .weekday:
      switch day.weekday {
      case .friday: day.adding(days: 3)
      case .saturday: day.adding(days: 2)
      default: day.adding(days: 1)
      }
    }
  }
}

extension Recurrence.Limit {
  fileprivate var count: Int { if case .count(let count) = self { max(0, count) } else { .max } }

  fileprivate func reaches(_ day: CivilDate) -> Bool {
    if case .until(let last) = self { day <= last } else { true }
  }
}
