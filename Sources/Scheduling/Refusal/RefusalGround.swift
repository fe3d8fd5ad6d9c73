/// Why future use is refused for a while. The raw value is the name in the API and in the database.
public enum RefusalGround: String, Sendable, Hashable, CaseIterable {
  /// Article 6(6): sessions were left silent, again and again.
  case silence
  /// Article 12(1): threats or abuse.
  case conduct
  /// Article 12(1): used for something else than finding work.
  case otherPurpose = "other_purpose"
}
