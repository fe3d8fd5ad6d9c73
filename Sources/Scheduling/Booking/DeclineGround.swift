/// Why an application is refused.
public enum DeclineGround: String, Sendable, Hashable, CaseIterable {
  /// Article 2: not one of those the service is for.
  case notEligible = "not_eligible"
  /// Article 6(6): a refusal is running.
  case refused
  /// Article 12(1).
  case conduct
  /// Nothing can be offered.
  case noSlot = "no_slot"
  /// Anything else; the reason says what.
  case other
}
