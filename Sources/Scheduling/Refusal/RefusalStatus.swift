/// Where a refusal stands at an instant. The raw value is the name in the API and in the view that lists are asked from.
public enum RefusalStatus: String, Sendable, Hashable, CaseIterable {
  /// A supervisor decided it, and the office's head has not approved it.
  case proposed
  /// Approved, and its term lies ahead.
  case approved
  /// Applications are declined.
  case inForce = "in_force"
  /// Its term is over.
  case expired
  /// Taken back before its term was over, or before it was approved.
  case lifted

  /// Where a refusal of that term stands.
  public init(_ term: RefusalTerm, isApproved: Bool, isLifted: Bool, now: Instant) {
    self =
      if isLifted {
        .lifted
      } else if now >= term.until {
        .expired
      } else if !isApproved {
        .proposed
      } else {
        term.contains(now) ? .inForce : .approved
      }
  }
}

/// What can be done about a refusal. The raw value is the last part of its path in the API.
public enum RefusalAction: String, Sendable, Hashable, CaseIterable {
  /// Puts a supervisor's decision into force (the office's head).
  case approve
  /// Corrects the decision (`PATCH`).
  case change
  /// Notes that the person disagrees.
  case appeal
  /// Takes it back.
  case lift

  /// The statuses in which it is possible. Who was never told of a refusal has nothing to appeal against.
  var allowedStatuses: Set<RefusalStatus> {
    switch self {
    case .approve: [.proposed]
    case .change: [.proposed, .approved]
    case .appeal: [.approved, .inForce, .expired]
    case .lift: [.proposed, .approved, .inForce]
    }
  }
}

extension RefusalStatus {
  /// Throws `illegalRefusalStep` with this status unless the action is possible.
  public func require(_ action: RefusalAction) throws(DomainError) {
    guard action.allowedStatuses.contains(self) else { throw .illegalRefusalStep(current: self) }
  }
}
