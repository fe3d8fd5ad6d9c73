/// Where a disclosure stands. The raw value is the name in the API.
public enum DisclosureStatus: String, Sendable, Hashable, CaseIterable {
  /// Asked for, and nobody has decided.
  case requested
  /// The office's head has approved it: the data may be exported.
  case approved
  /// It is not given; final.
  case refused
  /// The data were handed over; final.
  case given
}

/// What can be done about a disclosure. The raw value is the last part of its path in the API.
public enum DisclosureAction: String, Sendable, Hashable, CaseIterable {
  /// Takes another 30 days (個人情報保護法第83条第2項).
  case extend
  /// Allows it.
  case approve
  /// Does not allow it.
  case refuse
  /// Puts together what it reaches.
  case export
  /// Notes that the data were handed over.
  case give

  /// The statuses in which it is possible.
  var allowedStatuses: Set<DisclosureStatus> {
    switch self {
    case .extend, .approve, .refuse: [.requested]
    case .export, .give: [.approved]
    }
  }
}

extension DisclosureStatus {
  /// Throws `illegalDisclosureStep` with this status unless the action is possible.
  public func require(_ action: DisclosureAction) throws(DomainError) {
    guard action.allowedStatuses.contains(self) else { throw .illegalDisclosureStep(current: self) }
  }
}
