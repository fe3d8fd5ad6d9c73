/// From when until when, exclusively, a person's applications are refused (article 6(6)).
public struct RefusalTerm: Sendable, Hashable {
  /// Days that one lasts at most.
  public static let maxDays = 1096

  /// The first instant of it.
  public var from: Instant
  /// The first instant after it.
  public var until: Instant

  /// A term.
  public init(from: Instant, until: Instant) {
    self.from = from
    self.until = until
  }

  /// Whether an application at this instant is refused.
  public func contains(_ instant: Instant) -> Bool {
    from <= instant && instant < until
  }

  /// Throws `rangeEmpty` when it ends before it begins, `rangeTooLong` when it lasts longer than `maxDays`,
  /// `slot(.inThePast)` when it is over already.
  public func check(now: Instant) throws(DomainError) {
    guard until > from else { throw .rangeEmpty }
    guard until - from <= .seconds(Self.maxDays * 86_400) else { throw .rangeTooLong(maxDays: Self.maxDays) }
    guard until > now else { throw .slot(.inThePast, index: 0) }
  }
}
