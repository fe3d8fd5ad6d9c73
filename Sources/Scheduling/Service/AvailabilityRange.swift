/// The days an availability is asked for: `to` is exclusive, at most 62 days.
public struct AvailabilityRange: Sendable, Hashable {
  /// The most days one question may span.
  public static let maxDays = 62

  /// The first day.
  public let from: CivilDate
  /// The first day no longer asked for; after `from`.
  public let to: CivilDate

  /// Throws `rangeEmpty` unless `from` is before `to`, and `rangeTooLong` beyond 62 days.
  public init(from: CivilDate, to: CivilDate) throws(DomainError) {
    guard from < to else { throw .rangeEmpty }
    guard to.daysSinceEpoch - from.daysSinceEpoch <= Self.maxDays else { throw .rangeTooLong(maxDays: Self.maxDays) }
    (self.from, self.to) = (from, to)
  }

  /// Every day of it, in order.
  public var days: [CivilDate] {
    (from.daysSinceEpoch..<to.daysSinceEpoch).map(CivilDate.init(daysSinceEpoch:))
  }
}
