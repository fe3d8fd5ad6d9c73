/// Takes a deemed cancellation back: what really happened.
public struct NoShowReversal: Sendable, Hashable {
  /// What a no-show can turn out to have been.
  public static let targets: Set<BookingStatus> = [.inSession, .held, .cancelledByUser, .cancelledByOffice]

  /// What it turned out to have been.
  public let to: BookingStatus
  /// When the session began: at the agreed start, since nobody noted another instant; nil when there was none.
  public let startedAt: Instant?
  /// When it ended: with the slot at the latest, a cancellation now; nil while the session runs.
  public let endedAt: Instant?
  /// A user who had cancelled without being noted did so on the day (A13).
  public let cancellationClass: CancellationClass?

  /// The reversal of a no-show of `slot`.
  ///
  /// - Parameter target: one of `targets`; nil for the one that is likely now.
  public init(to target: BookingStatus?, slot: Slot, now: Instant) {
    let to = target ?? Self.defaultTarget(slotEnd: slot.end, now: now)
    let tookPlace = to.occupiesResources
    self.to = to
    startedAt = tookPlace ? slot.start : nil
    endedAt = to == .inSession ? nil : tookPlace ? min(slot.end, now) : now
    cancellationClass = to == .cancelledByUser ? .sameDay : nil
  }

  /// The target when none is named: still in session before the slot's end, held from the slot's end on.
  static func defaultTarget(slotEnd: Instant, now: Instant) -> BookingStatus {
    now < slotEnd ? .inSession : .held
  }
}
