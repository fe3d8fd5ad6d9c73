/// Until when a disclosure is to be decided and given: within 30 days of the request, its own day not counted
/// (個人情報保護法第83条), and once within 30 more.
public enum DisclosureDeadline {
  /// The days of the law.
  public static let days = 30
  /// So many days before, a task asks for it.
  static let daysOfWarning = 7

  /// Exclusive: the end of the last day.
  public static func due(requestedAt: Instant, isExtended: Bool = false, in zone: OfficeZone) -> Instant {
    let last = zone.localDate(of: requestedAt).adding(days: isExtended ? 2 * days : days)
    return zone.instant(of: last.adding(days: 1), at: .midnight)
  }

  /// What is due before this instant is asked for at `now`.
  public static func warningLimit(at now: Instant) -> Instant {
    now + .seconds(daysOfWarning * 86_400)
  }

  /// Throws `extensionNotPossible` after a first extension and once the deadline has passed.
  public static func checkExtension(isExtended: Bool, dueAt: Instant, now: Instant) throws(DomainError) {
    guard !isExtended, now < dueAt else { throw .extensionNotPossible }
  }
}
