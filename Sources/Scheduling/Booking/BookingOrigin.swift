/// Where a booking comes from.
public enum BookingOrigin: String, Sendable, Hashable, CaseIterable {
  /// An application (article 6(2)).
  case application
  /// Booked in a session (article 6(2) なお, 6(5)).
  case inSession = "in_session"
}
