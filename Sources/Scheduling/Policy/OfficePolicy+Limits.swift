extension OfficePolicy {
  /// What the numbers of a policy may be set to.
  public enum Limits {
    /// Open days for an answer.
    public static let offerReplyOpenDays = 1...30
    /// Slots in an offer.
    public static let maxCandidates = 1...10
    /// Minutes between two possible starts.
    public static let gridMinutes = 5...240
    /// Minutes until a cancellation is deemed.
    public static let noShowMinutes = 1...120
    /// Deemed cancellations until a review.
    public static let refusalReviewThreshold = 1...100
    /// Days over which they are counted.
    public static let refusalReviewWindowDays = 1...3650
  }
}
