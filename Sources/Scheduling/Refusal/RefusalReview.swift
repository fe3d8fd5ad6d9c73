/// When a supervisor is asked whether a person is to be refused (article 6(6)). It raises a flag and decides nothing.
public enum RefusalReview {
  /// From when on, exclusively, deemed cancellations and terminations count at `now`: what happened exactly a window ago
  /// does not any more.
  public static func windowStart(at now: Instant, policy: OfficePolicy) -> Instant {
    now - .seconds(policy.refusalReviewWindowDays * 86_400)
  }

  /// How many of these endings count at `now`.
  public static func count(_ endings: [Instant], at now: Instant, policy: OfficePolicy) -> Int {
    let start = windowStart(at: now, policy: policy)
    return endings.count { $0 > start }
  }

  /// Whether so many are reason for a review.
  public static func isDue(count: Int, policy: OfficePolicy) -> Bool {
    count >= policy.refusalReviewThreshold
  }
}
