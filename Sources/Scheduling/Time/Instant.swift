/// A point in time: microseconds since 1970-01-01T00:00Z, exactly what PostgreSQL's `timestamptz` stores.
///
/// Arithmetic saturates at the ends of `Int64` instead of trapping, so that an `infinity` read from a table is harmless.
public struct Instant: Sendable, Hashable, Comparable {
  /// Microseconds since the Unix epoch; negative before 1970.
  public var microseconds: Int64

  /// The instant that lies `microseconds` after the Unix epoch.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The instant that lies whole `seconds` after the Unix epoch.
  public init(secondsSinceEpoch seconds: Int64) {
    microseconds = seconds.saturatingProduct(1_000_000)
  }

  /// Seconds since the Unix epoch, rounded towards the past.
  public var secondsSinceEpoch: Int64 {
    microseconds.flooredQuotient(by: 1_000_000)
  }

  /// Earlier instants come first.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.microseconds < rhs.microseconds
  }

  /// The instant `duration` later; anything finer than a microsecond is dropped.
  public static func + (lhs: Self, rhs: Duration) -> Self {
    Self(microseconds: lhs.microseconds.saturatingSum(rhs.wholeMicroseconds))
  }

  /// The instant `duration` earlier; anything finer than a microsecond is dropped.
  public static func - (lhs: Self, rhs: Duration) -> Self {
    Self(microseconds: lhs.microseconds.saturatingDifference(rhs.wholeMicroseconds))
  }

  /// The time from `rhs` to `lhs`: negative when `lhs` is the earlier one.
  public static func - (lhs: Self, rhs: Self) -> Duration {
    .microseconds(lhs.microseconds.saturatingDifference(rhs.microseconds))
  }

  /// The instant `minutes` later, or earlier when negative.
  public func adding(minutes: Int) -> Self {
    Self(microseconds: microseconds.saturatingSum(Int64(minutes).saturatingProduct(60_000_000)))
  }
}

extension Duration {
  /// Microseconds, rounded towards zero, saturating.
  var wholeMicroseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds.saturatingProduct(1_000_000).saturatingSum(attoseconds / 1_000_000_000_000)
  }
}
