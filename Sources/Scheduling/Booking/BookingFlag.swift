/// What the day's list points out about a booking. The raw value is the name in the API.
public enum BookingFlag: String, Sendable, Hashable, CaseIterable {
  /// A question on the environment was answered with no; the advice says what helps.
  case environmentNo = "environment_no"
  /// A firm booking whose questions on the environment are unanswered: it cannot start (A16).
  case environmentMissing = "environment_missing"
  /// A companion was announced after the start (article 12(3)).
  case companionLate = "companion_late"
  /// The name is another than the one known under the number; nobody was overwritten.
  case nameDiffers = "name_differs"
  /// The user got in touch before the session (A8).
  case contacted
  /// The user has entered the meeting.
  case joined
  /// The user was silent, and an incident makes it nobody's fault (article 9).
  case excused
}
