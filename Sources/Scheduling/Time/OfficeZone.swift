import Foundation

/// The time zone an office lives in: a name of the IANA time zone database.
///
/// Offices are in `Asia/Tokyo`, whose offset has not changed since 1952 and is answered without a lookup; every other
/// zone works too, daylight saving included.
public struct OfficeZone: Sendable, Hashable {
  /// The zone's name as it was given, for example `Asia/Tokyo`.
  public let identifier: String
  private let zone: TimeZone
  private let isTokyo: Bool

  /// Nil when the name is not one of the IANA database; abbreviations (`JST`) and bare offsets (`GMT+9`) are refused.
  public init?(identifier: String) {
    guard identifier.contains("/") || identifier == "UTC" || Self.knownIdentifiers.contains(identifier),
      let zone = TimeZone(identifier: identifier)
    else { return nil }
    self.identifier = identifier
    self.zone = zone
    isTokyo = identifier == "Asia/Tokyo"
  }

  /// Two zones are equal when they have the same name.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.identifier == rhs.identifier
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(identifier)
  }

  /// Seconds east of UTC at that instant.
  func offsetSeconds(at instant: Instant) -> Int {
    offset(atEpochSecond: instant.secondsSinceEpoch)
  }

  private func offset(atEpochSecond second: Int64) -> Int {
    if isTokyo, second >= Self.tokyoSettled { return 9 * 3600 }
    return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
  }

  /// The local calendar date at that instant.
  public func localDate(of instant: Instant) -> CivilDate {
    CivilDate(daysSinceEpoch: Int(localSeconds(of: instant).flooredQuotient(by: 86_400)))
  }

  /// The local time of day at that instant, rounded down to the minute; never 24:00.
  public func timeOfDay(of instant: Instant) -> TimeOfDay {
    let seconds = localSeconds(of: instant)
    return .containing(secondOfDay: Int(seconds - seconds.flooredQuotient(by: 86_400) * 86_400))
  }

  /// The instant at which the office's clock shows that date and time.
  ///
  /// A time that happens twice (the clock goes back) is the first of the two; a time that never happens (the clock goes
  /// forward) is read with the offset before the change and so falls as long after the gap's start as it was written
  /// after it: 02:30 in a gap from 02:00 to 03:00 is 03:30.
  public func instant(of date: CivilDate, at time: TimeOfDay) -> Instant {
    let local = Int64(date.daysSinceEpoch) * 86_400 + Int64(time.minutes) * 60
    let before = local - Int64(offset(atEpochSecond: local - 86_400))
    let after = local - Int64(offset(atEpochSecond: local + 86_400))
    let matches = [before, after].filter { $0 + Int64(offset(atEpochSecond: $0)) == local }
    return Instant(secondsSinceEpoch: matches.min() ?? before)
  }

  private func localSeconds(of instant: Instant) -> Int64 {
    let seconds = instant.secondsSinceEpoch
    return seconds + Int64(offset(atEpochSecond: seconds))
  }

  // 1952-01-01T00:00Z. Japan's daylight saving time ended in September 1951.
  private static let tokyoSettled: Int64 = -568_080_000

  private static let knownIdentifiers = Set(TimeZone.knownTimeZoneIdentifiers)
}
