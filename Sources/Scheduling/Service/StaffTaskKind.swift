/// Why something waits for a person. The raw value is the name in the API and in the database.
public enum StaffTaskKind: String, Sendable, Hashable, CaseIterable {
  /// Article 2(1): an online registrant whose session was held becomes a full one.
  case switchToFull = "switch_to_full"
  /// An application gave another name than the one known under its number; nobody was overwritten.
  case nameDiffers = "name_differs"
  /// The user got in touch, and the slot's end came without a session (A8).
  case notStarted = "not_started"
  /// The session was begun and never closed.
  case notClosed = "not_closed"
  /// A booking lies on a day that has become closed since.
  case closedDay = "closed_day"
  /// A booking lies outside the hours that have changed since.
  case outsideHours = "outside_hours"
  /// A booking's counselor, room or licence is not there, and no other was free.
  case resourceUnavailable = "resource_unavailable"
  /// Made by hand; its note says what.
  case other
}
