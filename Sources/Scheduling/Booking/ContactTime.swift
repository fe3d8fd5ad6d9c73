/// When something that the user did reached the office, where it was noted later than it happened.
public enum ContactTime {
  /// The instant that counts.
  ///
  /// - Parameters:
  ///   - stated: what whoever notes it says; nil means now.
  ///   - earliest: it cannot have been before that, the instant itself included.
  ///   - refusal: thrown for an instant outside of `earliest`…`now`.
  public static func of(
    stated: Instant?, notBefore earliest: Instant, now: Instant, orThrow refusal: DomainError
  ) throws(DomainError) -> Instant {
    let instant = stated ?? now
    // what was agreed while this one waited for its turn is no reason to refuse what happens now
    guard stated == nil || earliest <= instant, instant <= now else { throw refusal }
    return instant
  }

  /// Whether a contact ends the silence of the present slot (A8): one from before the slot was agreed was about another.
  ///
  /// - Parameter rescheduledAt: when the booking was last moved; nil when it never was.
  public static func endsSilence(_ arrived: Instant, rescheduledAt: Instant?) -> Bool {
    rescheduledAt.map { arrived >= $0 } ?? true
  }
}
