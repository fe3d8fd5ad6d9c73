/// The instants at which a booking changes by itself, fixed at the transition that sets them: a later change of policy does
/// not reach back. When an offer lapses is ``OfferDeadline``'s; that something is due the database derives, in the view
/// `bookings_by_the_clock`.
public enum Deadlines {
  /// A7: when a session that starts at `start` is deemed cancelled.
  public static func noShowAt(start: Instant, policy: OfficePolicy) -> Instant {
    start.adding(minutes: policy.noShowMinutes)
  }
}
