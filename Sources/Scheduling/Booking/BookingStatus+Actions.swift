extension BookingStatus {
  /// Whether the action is possible in this status; otherwise it is `illegal_transition`.
  ///
  /// What more an action asks for (a deadline, the same day, who cancels) is judged where it is carried out:
  /// `allowsCancel(by:)` and `allowsBelatedConfirm` add what concerns the status.
  public func allows(_ action: BookingAction) -> Bool {
    action.allowedStatuses.contains(self)
  }

  /// Throws `illegalTransition` with this status unless the action is possible.
  public func require(_ action: BookingAction) throws(DomainError) {
    guard allows(action) else { throw .illegalTransition(current: self) }
  }

  /// Whether a cancellation by this party is possible: a running session can be cancelled by the office only, because
  /// an outage is no termination under article 12(1).
  public func allowsCancel(by party: CancellingParty) -> Bool {
    self == .confirmed || (self == .inSession && party == .office)
  }

  /// Whether a contact that was received before the deadline, or a supervisor's override of the cut-off, may still
  /// confirm it.
  var allowsBelatedConfirm: Bool { self == .lapsed }
}

extension BookingAction {
  /// The statuses in which it is possible: the contract's list of transitions, in one place.
  var allowedStatuses: Set<BookingStatus> {
    switch self {
    case .offer, .withdraw, .decline: [.received, .offered]
    case .confirm: [.offered]
    case .start, .reschedule: [.confirmed]
    case .cancel: [.confirmed, .inSession]
    case .complete, .terminate: [.inSession]
    case .followUp: [.inSession, .held]
    case .contact, .joined, .reassign: [.confirmed, .inSession]
    case .environmentCheck: [.received, .offered, .confirmed]
    case .reverseNoShow: [.noShow]
    case .amend: [.received, .offered, .confirmed, .inSession]
    }
  }
}
