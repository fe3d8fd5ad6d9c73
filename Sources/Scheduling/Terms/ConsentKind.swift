/// What a user is deemed to have agreed to, and by what.
public enum ConsentKind: String, Sendable, Hashable, CaseIterable {
  /// By applying (preamble).
  case application
  /// By confirming, the operative one (article 6(3), A9).
  case confirmation
  /// To the meeting vendor's own terms (article 4).
  case vendorTerms = "vendor_terms"
  /// A follow-up keeps its parent's (article 6(5), A11).
  case carriedOver = "carried_over"
}
