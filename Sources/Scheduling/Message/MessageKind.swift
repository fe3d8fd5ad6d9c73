/// What a message to 求職者マイページ is about.
public enum MessageKind: String, Sendable, Hashable, CaseIterable {
  /// Terms and available times (article 6(3)).
  case offer
  /// Date, time, meeting id and passcode (article 6(3)).
  case details
  /// An offer is still unanswered.
  case reminderUnconfirmed = "reminder_unconfirmed"
  /// The session is tomorrow.
  case reminderDayBefore = "reminder_day_before"
  /// The application has become void (article 6(4)).
  case lapsed
  /// A firm booking was cancelled.
  case cancelled
  /// The application was refused.
  case declined
  /// Future use is refused for a while (article 6(6)).
  case refused
  /// The cancellation was deemed (article 6(6)).
  case noShow = "no_show"
  /// The terms change (article 13).
  case termsChanged = "terms_changed"
  /// The details of a booking made in a session (article 6(5)).
  case followUpDetails = "follow_up_details"
}
