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
  /// An answer on the environment was "no" (article 5): to be talked about before the session.
  case environmentConcern = "environment_concern"
  /// As many deemed cancellations as the office's threshold: whether to refuse is a named officer's decision
  /// (article 6(6)).
  case refusalReview = "refusal_review"
  /// A session was broken off (article 12(1)): a supervisor looks at it.
  case terminationReview = "termination_review"
  /// A newer version of the terms was announced, and the users of live bookings are told (article 13, A11): one an office
  /// and version, about no single booking; its note says which.
  case termsChanged = "terms_changed"
  /// The meeting's details have not reached the user in time (A14).
  case detailsNotSent = "details_not_sent"
  /// A message was given up after its last attempt.
  case messageDead = "message_dead"
  /// A person asked for what is kept about them, and the answer is due.
  case disclosureDue = "disclosure_due"
  /// Made by hand; its note says what.
  case other
}

extension StaffTaskKind {
  /// What somebody must be able to do who changes or closes such a task: a review is a supervisor's, who may be asked to
  /// look at what a counselor did (article 12(1)), and an answer that is due is for who records disclosures.
  public var ability: Ability {
    switch self {
    case .refusalReview, .terminationReview: .manageRefusals
    case .disclosureDue: .recordDisclosures
    default: .manageTasks
    }
  }
}
