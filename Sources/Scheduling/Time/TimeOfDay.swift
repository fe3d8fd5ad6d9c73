/// A time on an office's clock, to the minute: 00:00…24:00, where 24:00 is the end of the day.
public struct TimeOfDay: Sendable, Hashable, Comparable {
  /// Minutes since midnight, 0…1440.
  public let minutes: Int

  /// The beginning of a day.
  public static let midnight = TimeOfDay(unchecked: 0)
  /// 24:00, the end of a day.
  public static let endOfDay = TimeOfDay(unchecked: 1440)

  private init(unchecked minutes: Int) {
    self.minutes = minutes
  }

  /// Nil outside 0…1440.
  public init?(minutes: Int) {
    guard (0...1440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  /// Nil unless the hour is 0…23 and the minute 0…59, or both together are 24:00.
  public init?(hour: Int, minute: Int) {
    guard (0...24).contains(hour), (0...59).contains(minute) else { return nil }
    self.init(minutes: hour * 60 + minute)
  }

  /// Nil unless the text is `HH:MM`, 00:00…24:00.
  public init?(_ text: String) {
    var scanner = FieldScanner(text)
    guard let hour = scanner.number(digits: 2), scanner.skip(":"), let minute = scanner.number(digits: 2),
      scanner.isAtEnd
    else { return nil }
    self.init(hour: hour, minute: minute)
  }

  /// Earlier times come first.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.minutes < rhs.minutes
  }

  /// The time of day of a second of the day, rounded down to the minute.
  static func containing(secondOfDay: Int) -> Self {
    Self(unchecked: min(max(secondOfDay / 60, 0), 1440))
  }
}

extension TimeOfDay: CustomStringConvertible {
  /// `HH:MM`.
  public var description: String {
    "\((minutes / 60).padded(to: 2)):\((minutes % 60).padded(to: 2))"
  }
}
