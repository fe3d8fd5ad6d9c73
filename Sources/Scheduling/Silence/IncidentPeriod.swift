/// When sessions of a vendor, or of all, could not be held through nobody's fault (article 9).
public struct IncidentPeriod: Sendable, Hashable {
  /// Days that one lasts at most; one that goes on is ended by hand.
  public static let maxDays = 366

  /// Whose meetings it concerns; nil: everybody's.
  public var vendor: Vendor?
  /// From when on; it may have begun long before anybody noted it.
  public var start: Instant
  /// Until when, exclusively; nil while it goes on.
  public var end: Instant?

  /// A period.
  public init(vendor: Vendor?, start: Instant, end: Instant?) {
    self.vendor = vendor
    self.start = start
    self.end = end
  }

  /// Whether silence from a session's start until the instant at which it would be deemed a cancellation is excused: the
  /// two share time, however little. Limits are exclusive: what ends with the start, or begins when the silence has been
  /// deemed, excuses nothing. The service asks the view `bookings_by_the_clock`; a plan that is held against it asks here.
  public func excuses(silenceFrom start: Instant, until noShowAt: Instant, vendor: Vendor) -> Bool {
    (self.vendor == nil || self.vendor == vendor) && self.start < noShowAt && (end.map { $0 > start } ?? true)
  }

  /// Throws `rangeEmpty` when it ends before it began, `rangeTooLong` when it lasts longer than `maxDays`.
  public func check() throws(DomainError) {
    guard let end else { return }
    guard end > start else { throw .rangeEmpty }
    guard end - start <= .seconds(Self.maxDays * 86_400) else { throw .rangeTooLong(maxDays: Self.maxDays) }
  }
}
