import Scheduling

/// Something to be done at a later moment.
enum Errand: Sendable {
  /// About a booking, if it is still there to be done.
  case booking(Int, Step)
  case office(Event)

  enum Step: Sendable {
    case offer, answer, answerBelatedly, withdraw, decline
    case checkEnvironment
    /// About the session agreed for that start; void when it has been moved.
    case begin(Instant), callAhead(Instant), join(Instant), beginLate(Instant), close(Instant), stop(Instant)
    case findAbsent(Instant)
    case cancelByUser(Instant), cancelByOffice(Instant), move(Instant)
    case reportOutage(Instant), reportOutageLate(Instant), settle(Instant)
  }

  /// What happens to the office itself.
  enum Event: Sendable {
    case setUp, policy
    case reserveRoom, moveOccurrence, dropOccurrence
    case illness, illnessAhead
    case roomMaintenance, licenceMaintenance
    case closure, opening, longerHours
    case morning, evening
    case announceTerms, countNotices, readTermsInForce
    case fetchMessages, rotateCredentials
    /// About the person of a booking.
    case review(Int), refuseForConduct(Int), reapply(Int)
    /// About a refusal.
    case appeal(Int), lift(Int), expire(Int)
    case switchUsageOn, recordUsage, disclose, handOverUsage
  }
}
