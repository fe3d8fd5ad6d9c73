/// A5: the step from which on the job-seeker number must be known.
public enum JobSeekerNumberRequirement: String, Sendable, Hashable, CaseIterable {
  /// Already to apply.
  case application
  /// To confirm.
  case confirm
  /// To start the session.
  case session

  /// Whether the number must be known at that step: at the required one and at every later one.
  public func applies(at step: Self) -> Bool {
    step.order >= order
  }

  private var order: Int {
    switch self {
    case .application: 0
    case .confirm: 1
    case .session: 2
    }
  }
}
