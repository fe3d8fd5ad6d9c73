/// Which times of an office can be booked: the opening windows of its calendar, cut by a grid.
///
/// The grid is counted from each window's start, and a slot lies entirely inside one window.
public struct SlotRules: Sendable {
  /// The office's days and windows.
  public var calendar: BusinessCalendar
  /// The office's zone.
  public var zone: OfficeZone
  /// Minutes between two possible starts; at least 1.
  public var gridMinutes: Int

  /// The rules of an office; a grid below one minute counts as one.
  public init(calendar: BusinessCalendar, zone: OfficeZone, gridMinutes: Int) {
    self.calendar = calendar
    self.zone = zone
    self.gridMinutes = max(1, gridMinutes)
  }

  /// Every slot of `minutes` that a day holds, in order; none on a closed day. They overlap if the grid is finer than
  /// the duration: each is a possible start.
  public func slots(on date: CivilDate, minutes: Int) -> [Slot] {
    guard minutes > 0 else { return [] }
    return calendar.windows(on: date).flatMap { window in
      let bounds = bounds(of: window, on: date)
      return sequence(first: bounds.start) { $0.adding(minutes: gridMinutes) }
        .lazy.map { Slot(start: $0, minutes: minutes) }
        .prefix { $0.end <= bounds.end }
    }
  }

  /// Judges a start: in the future, on an open day, inside a window, on the grid, in this order.
  ///
  /// A waived rule (a supervisor's override) is not judged. A slot that then lies in no window has its grid counted from
  /// local midnight, and a closed day, having no windows, has no hours to judge either.
  public func check(
    start: Instant, minutes: Int, now: Instant, waiving waived: Set<OverrideRule> = []
  ) throws(SlotError) {
    guard start > now else { throw .inThePast }
    let date = zone.localDate(of: start)
    let isOpen = calendar.isOpenDay(date)
    guard isOpen || waived.contains(.closedDay) else { throw .closedDay }
    let slot = Slot(start: start, minutes: minutes)
    let window = window(holding: slot, on: date)
    guard window != nil || waived.contains(.outsideHours) || !isOpen else { throw .outsideHours }
    let origin = window?.start ?? zone.instant(of: date, at: .midnight)
    let grid = Int64(gridMinutes).saturatingProduct(60_000_000)
    guard start.microseconds.saturatingDifference(origin.microseconds).isMultiple(of: grid) else { throw .offGrid }
  }

  /// Whether a slot that was once offered is still open: `slot(.closedDay)` or `slot(.outsideHours)` when the calendar has
  /// changed since. Grid and past are not judged again.
  public func checkOpen(_ slot: Slot, waiving waived: Set<OverrideRule> = []) throws(DomainError) {
    switch misfit(of: slot) {
    case .closedDay where !waived.contains(.closedDay): throw .slot(.closedDay, index: 0)
    case .outsideHours where !waived.contains(.outsideHours): throw .slot(.outsideHours, index: 0)
    default: break
    }
  }

  /// The window of that day in which the slot lies entirely.
  func window(holding slot: Slot, on date: CivilDate) -> Slot? {
    calendar.windows(on: date).map { bounds(of: $0, on: date) }.first { $0.start <= slot.start && slot.end <= $0.end }
  }

  private func bounds(of window: OpeningWindow, on date: CivilDate) -> Slot {
    Slot(start: zone.instant(of: date, at: window.from), end: zone.instant(of: date, at: window.to))
  }
}
