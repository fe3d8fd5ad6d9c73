/// A step from one status to another. `all` is the whole of the state machine; the guard in the database must agree.
public struct BookingTransition: Sendable, Hashable {
  /// The status before.
  public var from: BookingStatus
  /// The status after.
  public var to: BookingStatus

  /// A step.
  public init(from: BookingStatus, to: BookingStatus) {
    self.from = from
    self.to = to
  }

  /// The statuses a booking may begin in: an application is received, even where a refusal declines it in the same moment;
  /// a follow-up is firm at once.
  public static let initial: Set<BookingStatus> = [.received, .confirmed]

  /// Every legal step. A replaced offer and a rescheduled booking keep their status and are no step.
  public static let all: Set<BookingTransition> = Set(
    steps.flatMap { from, targets in targets.map { BookingTransition(from: from, to: $0) } })

  private static let steps: [(from: BookingStatus, to: [BookingStatus])] = [
    (.received, [.offered, .declined, .withdrawn]),
    (.offered, [.confirmed, .declined, .withdrawn, .lapsed]),
    (.confirmed, [.inSession, .cancelledByUser, .cancelledByOffice, .noShow]),
    (.inSession, [.held, .terminated, .cancelledByOffice]),
    // A contact that arrived before the deadline, or a supervisor's override.
    (.lapsed, [.confirmed]),
    // The reversal: what really happened.
    (.noShow, [.inSession, .held, .cancelledByUser, .cancelledByOffice]),
  ]
}

extension BookingStatus {
  /// Whether a booking may go from this status to `next`.
  public func canBecome(_ next: BookingStatus) -> Bool {
    BookingTransition.all.contains(BookingTransition(from: self, to: next))
  }
}
