/// Something a role may be allowed to do.
public enum Ability: String, Sendable, Hashable, CaseIterable {
  // Bookings.
  case createBookings, confirmBookings, withdrawBookings, cancelBookings, recordJoining
  /// Offer, start, complete, decline, reschedule and whatever else moves a booking.
  case conductBookings
  case readBookings
  /// See what leads into a session's meeting; who exactly is the session's own question.
  case readMeetings
  /// State when a phone or counter contact arrived.
  case backdateContacts
  /// Override a rule with a reason, reassign resources.
  case overrideRules, reassignBookings
  case reverseNoShows

  // The office.
  case readAvailability, readOffice
  /// Who works in an office: for its own staff, and for who sets it up.
  case readStaff
  case reserveRooms
  case manageResources, manageServices, manageHours, manageClosures, manageAbsences
  case manageRefusals, manageIncidents, manageTasks
  /// Put a supervisor's refusal into force.
  case approveRefusals
  case managePolicy, manageTerms
  case readMessages, redeliverMessages
  /// Receive messages for MyPage: read what they say, and say that they have arrived.
  case acknowledgeMessages

  // Oversight.
  case readOfficeStatistics, readBureauStatistics, readMinistryStatistics
  case readAudit, readDisclosures, recordDisclosures
  /// Report what of MyPage was used.
  case recordUsage

  // The system.
  case manageBureaus, manageOffices, manageStaff, manageTokens, manageHolidays, moveClock
}
