/// Why a time cannot be booked, in the order of judgement: the first that applies is reported.
public enum SlotError: String, Error, Sendable, Hashable, CaseIterable {
  /// The start is not in the future.
  case inThePast = "in_the_past"
  /// The office is closed on that day.
  case closedDay = "closed_day"
  /// The slot does not lie entirely inside one opening window.
  case outsideHours = "outside_hours"
  /// The start is not on the grid counted from its window's start.
  case offGrid = "off_grid"

  /// The stable problem code.
  public var code: String { rawValue }
}
