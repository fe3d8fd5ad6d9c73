/// On what ground a version of the terms comes into force (article 13).
public enum TermsGround: String, Sendable, Hashable, CaseIterable {
  /// The first version.
  case initial
  /// 13条(1): it benefits the users.
  case benefit
  /// 13条(2): it is reasonable; to be announced before it takes effect.
  case reasonable

  /// Whether the announcement must lie before the effective date.
  public var mustBeAnnouncedBeforehand: Bool { self == .reasonable }
}
