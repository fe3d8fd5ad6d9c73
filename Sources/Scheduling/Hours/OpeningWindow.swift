/// A span of a day in which an office takes sessions, for example 09:00-12:00.
public struct OpeningWindow: Sendable, Hashable, Comparable {
  /// The first minute.
  public let from: TimeOfDay
  /// The end, not included; later than `from`, at most 24:00.
  public let to: TimeOfDay

  /// Nil unless `from` is before `to`.
  public init?(from: TimeOfDay, to: TimeOfDay) {
    guard from < to else { return nil }
    (self.from, self.to) = (from, to)
  }

  /// Nil unless the text is `HH:MM-HH:MM` and the first time is before the second.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = TimeOfDay(String(parts[0])), let to = TimeOfDay(String(parts[1]))
    else { return nil }
    self.init(from: from, to: to)
  }

  /// Length in minutes, 1…1440.
  public var minutes: Int { to.minutes - from.minutes }

  /// Whether the two share any minute. Windows that only touch do not.
  public func overlaps(_ other: OpeningWindow) -> Bool {
    max(from, other.from) < min(to, other.to)
  }

  /// By beginning, then by end.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.from, lhs.to) < (rhs.from, rhs.to)
  }
}

extension OpeningWindow: CustomStringConvertible {
  /// `HH:MM-HH:MM`.
  public var description: String { "\(from)-\(to)" }
}
