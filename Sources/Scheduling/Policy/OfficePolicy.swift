/// The settings of an office where the terms of use are silent (A1–A16), with their defaults.
///
/// A2's windows are the office's weekly hours; A8–A12 and A15 are readings of the terms, not settings.
public struct OfficePolicy: Sendable, Hashable {
  /// A3: until when a booking must be confirmed.
  public var confirmCutoff: ConfirmCutoff = .calendarDayEnd
  /// A4: how many open days after the offer's day an answer may take.
  public var offerReplyOpenDays = 2
  /// A6: whether an offer holds its slots.
  public var holdOffers = true
  /// A6: how many slots an offer may name.
  public var maxCandidates = 3
  /// A5: when the job-seeker number must be known.
  public var jobSeekerNumberRequiredAt: JobSeekerNumberRequirement = .confirm
  /// A16: when the answers on the environment must be there.
  public var environmentCheckRequiredAt: EnvironmentCheckRequirement = .start
  /// A2: minutes between two possible starts, counted from each window's start.
  public var gridMinutes = 30
  /// A1: how a user may cancel, in the order the terms are to name them.
  public var cancelChannels: [Channel] = [.phone, .myPage]
  /// A7: minutes after the start without a contact until a cancellation is deemed.
  public var noShowMinutes = 10
  /// Article 6(6): deemed cancellations and terminations of one person at which a supervisor is asked to review.
  public var refusalReviewThreshold = 2
  /// Over how many days these are counted.
  public var refusalReviewWindowDays = 365
  /// Article 7(1): whether the office records usage events.
  public var usageEvents = true

  /// The defaults.
  public init() {}
}
