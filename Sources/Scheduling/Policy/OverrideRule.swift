/// A rule that a supervisor or office head may override, with a reason, on offer, confirm, follow-up and reschedule.
public enum OverrideRule: String, Sendable, Hashable, CaseIterable {
  /// The cut-off of article 6(1).
  case confirmCutoff = "confirm_cutoff"
  /// The opening windows.
  case outsideHours = "outside_hours"
  /// The open days.
  case closedDay = "closed_day"
  /// The job-seeker number (A5).
  case jobSeekerNumber = "job_seeker_number"
}
