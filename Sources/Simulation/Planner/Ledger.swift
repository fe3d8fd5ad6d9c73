import Scheduling

/// What the planner keeps in mind beside the bookings.
struct Ledger: Sendable {
  /// 規約: from when on the office's own version counts, once it was announced.
  var newTermsFrom: Instant?
  /// Whether anybody had a live booking when it was.
  var hasToldOfTerms = false
  /// Whether somebody was booked again across the change.
  var hasFollowedAcross = false

  /// Tasks about bookings, by their number, and whether they are open.
  var tasks: [StaffTaskKind: [Int: Bool]] = [:]
  /// The numbers of persons who were switched to full registration.
  var switched: Set<String> = []
  /// The name under which a number was first seen.
  var names: [String: String] = [:]

  var incidents: [IncidentPeriod] = []
  var refusals: [Refused] = []
  var messages = 0
  var disclosures = 0
  var usageEvents = 0
  /// What TeleOffice's only licence shows at present.
  var teleCode: String?

  /// お断り of one person.
  struct Refused: Sendable {
    let jobSeekerNumber: String?
    let term: RefusalTerm
    /// Approved, and not lifted.
    var isApproved = false
    var isLifted = false

    func status(at now: Instant) -> RefusalStatus {
      RefusalStatus(term, isApproved: isApproved, isLifted: isLifted, now: now)
    }
  }
}
