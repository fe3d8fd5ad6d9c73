/// When and for how long something that is no booking may take a room, a counselor or a licence.
///
/// Neither the opening hours nor the grid count: a room is also needed before the doors open, and an illness asks nobody.
public enum OccupancyRules {
  /// The longest reservation of a room, in days of 24 hours.
  public static let maxReservationDays = 1
  /// The longest absence or maintenance.
  static let maxUnavailabilityDays = 366

  /// Judges a reservation: `rangeEmpty` unless it ends after its start, `rangeTooLong` beyond 24 hours, and
  /// `slot(.inThePast)` unless its start lies ahead.
  public static func checkReservation(_ slot: Slot, now: Instant) throws(DomainError) {
    try check(slot, maxDays: maxReservationDays)
    guard slot.start > now else { throw .slot(.inThePast, index: 0) }
  }

  /// Judges an absence or a maintenance: as above, but up to 366 days and with an end that lies ahead. It may have begun:
  /// an illness is often told of when the day has begun.
  public static func checkUnavailability(_ slot: Slot, now: Instant) throws(DomainError) {
    try check(slot, maxDays: maxUnavailabilityDays)
    guard slot.end > now else { throw .slot(.inThePast, index: 0) }
  }

  /// What of it needs no clock: `rangeEmpty`, `rangeTooLong`.
  public static func check(_ slot: Slot, maxDays: Int) throws(DomainError) {
    guard slot.start < slot.end else { throw .rangeEmpty }
    guard slot.duration <= .seconds(maxDays * 86_400) else { throw .rangeTooLong(maxDays: maxDays) }
  }
}
