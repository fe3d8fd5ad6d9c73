/// A time of a live booking that a change puts on a closed day or outside the hours.
public struct Displacement: Sendable, Hashable {
  /// Whose time it is.
  public var booking: BookingID
  /// The booking's status.
  public var status: BookingStatus
  /// The time.
  public var slot: Slot
  /// Where it is put.
  public var misfit: Misfit

  /// A displaced time.
  public init(booking: BookingID, status: BookingStatus, slot: Slot, misfit: Misfit) {
    self.booking = booking
    self.status = status
    self.slot = slot
    self.misfit = misfit
  }
}

/// What a change of an office's days or hours means to the bookings that lie ahead. Nothing is cancelled by it: staff get
/// a task for each booking it displaces.
public struct CalendarImpact: Sendable, Hashable {
  /// The times that fitted before, or did not fit for another reason, in order.
  public let displaced: [Displacement]
  /// The bookings of which no time has that misfit any more.
  public let settled: [Misfit: Set<BookingID>]

  /// Compares the rules before and after a change. A time that did not fit before, because somebody overrode a rule, is
  /// not displaced by a change that leaves it where it is.
  public init(on bookings: [LiveBooking], from before: SlotRules, to after: SlotRules) {
    var displaced: [Displacement] = []
    var settled: [Misfit: Set<BookingID>] = [:]
    for booking in bookings {
      let now = booking.slots.map { (slot: $0, misfit: after.misfit(of: $0)) }
      displaced += now.compactMap { slot, misfit in
        guard let misfit, misfit != before.misfit(of: slot) else { return nil }
        return Displacement(booking: booking.id, status: booking.status, slot: slot, misfit: misfit)
      }
      for gone in Set(booking.slots.compactMap(before.misfit(of:))).subtracting(now.compactMap(\.misfit)) {
        settled[gone, default: []].insert(booking.id)
      }
    }
    self.displaced = displaced.sorted { ($0.slot, $0.booking) < ($1.slot, $1.booking) }
    self.settled = settled
  }

  /// The bookings that the change puts there.
  public func displaced(by misfit: Misfit) -> Set<BookingID> {
    Set(displaced.filter { $0.misfit == misfit }.map(\.booking))
  }
}
