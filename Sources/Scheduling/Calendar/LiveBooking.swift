/// A booking that still lies ahead, with the times it may take: those of its offer, or the one agreed.
public struct LiveBooking: Sendable, Hashable {
  /// Which one.
  public var id: BookingID
  /// `offered` or `confirmed`.
  public var status: BookingStatus
  /// The times that have not passed.
  public var slots: [Slot]

  /// A booking with its times.
  public init(id: BookingID, status: BookingStatus, slots: [Slot]) {
    self.id = id
    self.status = status
    self.slots = slots
  }
}

/// Why a time does not fit an office's days and hours. The raw value is the name in the API.
public enum Misfit: String, Sendable, Hashable, CaseIterable {
  /// The office is closed on that day.
  case closedDay = "closed_day"
  /// The time does not lie entirely inside one window.
  case outsideHours = "outside_hours"

  /// The task that such a booking opens for staff.
  public var task: StaffTaskKind {
    switch self {
    case .closedDay: .closedDay
    case .outsideHours: .outsideHours
    }
  }
}

extension SlotRules {
  /// Why a time that was offered or agreed does not fit the days and hours; nil when it does. Whether it lies on the grid
  /// does not matter any more.
  public func misfit(of slot: Slot) -> Misfit? {
    let date = zone.localDate(of: slot.start)
    guard calendar.isOpenDay(date) else { return .closedDay }
    return window(holding: slot, on: date) == nil ? .outsideHours : nil
  }
}
