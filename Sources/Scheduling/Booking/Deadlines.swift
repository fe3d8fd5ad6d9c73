/// The instants at which a booking changes by itself, fixed at the transition that set them: a later change of policy
/// does not reach back.
public struct Deadlines: Sendable, Hashable {
  /// When an unanswered offer lapses; nil before an offer.
  public var lapsesAt: Instant?
  /// When a cancellation is deemed; nil before the booking is firm, and again once a contact or a joining stopped it.
  public var noShowAt: Instant?

  /// The deadlines of a booking.
  public init(lapsesAt: Instant? = nil, noShowAt: Instant? = nil) {
    self.lapsesAt = lapsesAt
    self.noShowAt = noShowAt
  }

  /// A7: when a session that starts at `start` is deemed cancelled.
  public static func noShowAt(start: Instant, policy: OfficePolicy) -> Instant {
    start.adding(minutes: policy.noShowMinutes)
  }

  /// The transition that is due by `now`, if any. Limits are exclusive: at the very instant it is due.
  public func dueTransition(from status: BookingStatus, at now: Instant) -> DueTransition? {
    switch status {
    case .offered:
      guard let lapsesAt, now >= lapsesAt else { return nil }
      return DueTransition(to: .lapsed, occurredAt: lapsesAt)
    case .confirmed:
      guard let noShowAt, now >= noShowAt else { return nil }
      return DueTransition(to: .noShow, occurredAt: noShowAt)
    default:
      return nil
    }
  }

  /// The status a booking has at `now`, whether or not anything has written it down.
  public func effectiveStatus(of status: BookingStatus, at now: Instant) -> BookingStatus {
    dueTransition(from: status, at: now)?.to ?? status
  }
}

/// A change of status that time brought about.
public struct DueTransition: Sendable, Hashable {
  /// The status after.
  public var to: BookingStatus
  /// When it happened: the deadline, not the moment it was noticed.
  public var occurredAt: Instant

  /// A due change.
  public init(to: BookingStatus, occurredAt: Instant) {
    self.to = to
    self.occurredAt = occurredAt
  }
}
