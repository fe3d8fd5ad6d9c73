/// Takes a deemed cancellation back: what really happened.
public enum NoShowReversal {
  /// What a no-show can turn out to have been.
  public static let targets: Set<BookingStatus> = [.inSession, .held, .cancelledByUser, .cancelledByOffice]

  /// The target when none is named: still in session before the slot's end, held from the slot's end on.
  public static func defaultTarget(slotEnd: Instant, now: Instant) -> BookingStatus {
    now < slotEnd ? .inSession : .held
  }
}
