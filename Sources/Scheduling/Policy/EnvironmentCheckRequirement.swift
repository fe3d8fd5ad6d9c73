/// A16: the step before which the environment checklist must be answered.
public enum EnvironmentCheckRequirement: String, Sendable, Hashable, CaseIterable {
  /// Before the booking is confirmed.
  case confirm
  /// Before the session starts.
  case start

  /// Whether the answers must be there at that step. A session never starts without them.
  public func applies(at step: Self) -> Bool {
    step == .start || self == .confirm
  }
}
