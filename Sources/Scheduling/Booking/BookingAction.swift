/// What can be done to a booking. The raw value is the last part of its path in the API.
public enum BookingAction: String, Sendable, Hashable, CaseIterable {
  /// Offers times, or replaces the offer.
  case offer
  /// Records the user's confirming contact.
  case confirm
  /// Begins the session.
  case start
  /// Closes the session as held.
  case complete
  /// Stops the session for conduct (article 12(1)).
  case terminate
  /// Cancels a firm booking, for the user or for the office.
  case cancel
  /// Takes the application back for the user.
  case withdraw
  /// Refuses the application.
  case decline
  /// Moves a firm booking to another time.
  case reschedule
  /// Books the next session (article 6(5)).
  case followUp = "follow-up"
  /// Records that the user got in touch.
  case contact
  /// Records the answers on the environment (article 5).
  case environmentCheck = "environment-check"
  /// Records that the user entered the meeting.
  case joined
  /// Takes a deemed cancellation back.
  case reverseNoShow = "no-show/reverse"
  /// Gives the booking another counselor, room or licence.
  case reassign
  /// Corrects what was applied for (`PATCH`).
  case amend
}
