import Postgres
import Scheduling

/// The row of `policies`, and the settings it stands for.
enum PolicyRecord {
  static func reading(in session: Session) -> Statement {
    Statement(
      """
      SELECT confirm_cutoff, offer_reply_open_days, hold_offers, max_candidates, job_seeker_number_required_at,
        grid_minutes, cancel_channels, no_show_minutes, environment_check_required_at, refusal_review_threshold,
        usage_events, refusal_review_window_days
      FROM policies WHERE office_id = $1
      """, session.office.id)
  }

  static func policy(from row: Row) throws -> OfficePolicy {
    guard let cutoff = ConfirmCutoff(try row.decode(0)),
      let number = JobSeekerNumberRequirement(rawValue: try row.decode(4)),
      let environment = EnvironmentCheckRequirement(rawValue: try row.decode(8))
    else { throw StoreFailure.unreadable("policies") }
    var policy = OfficePolicy()
    policy.confirmCutoff = cutoff
    policy.offerReplyOpenDays = try row.decode(1)
    policy.holdOffers = try row.decode(2)
    policy.maxCandidates = try row.decode(3)
    policy.jobSeekerNumberRequiredAt = number
    policy.gridMinutes = try row.decode(5)
    policy.cancelChannels = try row.decode(6)
    policy.noShowMinutes = try row.decode(7)
    policy.environmentCheckRequiredAt = environment
    policy.refusalReviewThreshold = try row.decode(9)
    policy.usageEvents = try row.decode(10)
    policy.refusalReviewWindowDays = try row.decode(11)
    return policy
  }

  static func writing(_ policy: OfficePolicy, in session: Session) -> Statement {
    Statement(
      """
      UPDATE policies SET confirm_cutoff = $2, offer_reply_open_days = $3, hold_offers = $4, max_candidates = $5,
        job_seeker_number_required_at = $6, grid_minutes = $7, cancel_channels = $8, no_show_minutes = $9,
        environment_check_required_at = $10, refusal_review_threshold = $11, usage_events = $12,
        refusal_review_window_days = $13
      WHERE office_id = $1
      """,
      session.office.id, policy.confirmCutoff.description, policy.offerReplyOpenDays, policy.holdOffers,
      policy.maxCandidates, policy.jobSeekerNumberRequiredAt.rawValue, policy.gridMinutes, policy.cancelChannels,
      policy.noShowMinutes, policy.environmentCheckRequiredAt.rawValue, policy.refusalReviewThreshold,
      policy.usageEvents, policy.refusalReviewWindowDays)
  }
}

extension OfficeStore {
  /// The settings of an office.
  public func policy(_ caller: Caller, _ office: Office) async throws(DomainError) -> OfficePolicy {
    try await read(caller, office, auditing: .nobody, { [PolicyRecord.reading(in: $0)] }) { _, results in
      guard let row = results.first?.first else { throw DomainError.notFound }
      return try PolicyRecord.policy(from: row)
    }
  }

  /// Changes settings; `change` gets the ones in force, and two changes at once follow one another.
  public func updatePolicy(
    _ context: CommandContext, change: @escaping (inout OfficePolicy) -> Void,
    answer: @escaping (OfficePolicy) -> Answer
  ) async throws(DomainError) -> Reply {
    let lock = { (session: Session) in
      [
        OfficeRules.changeLock(in: session),
        PolicyRecord.reading(in: session),
      ]
    }
    return try await command(context, opening: lock, answer: answer) { session, opened in
      guard let row = opened.last?.first else { throw DomainError.notFound }
      var policy = try PolicyRecord.policy(from: row)
      change(&policy)
      _ = try await session.run([PolicyRecord.writing(policy, in: session)])
      return policy
    }
  }
}
