import Postgres
import Scheduling

/// 次回予約: the time agreed in a session for the next one (Art. 6(5)).
public struct FollowUp: Sendable {
  /// When.
  public var start: Instant
  /// The service of the next session; nil: the same.
  public var service: String?
  /// The counselor wished for; nil: as for the session it is made in.
  public var counselor: CounselorID?
  /// A supervisor's override.
  public var override: RuleOverride?

  /// A next session at `start`.
  public init(start: Instant, service: String? = nil, counselor: CounselorID? = nil, override: RuleOverride? = nil) {
    self.start = start
    self.service = service
    self.counselor = counselor
    self.override = override
  }
}

extension OfficeStore {
  /// Books the next session from a running one, or from one that was held today: firm at once, never lapsing
  /// (Art. 6(5)). The session it is made in stays as it is. The cut-off of Art. 6(1) still holds.
  ///
  /// - Throws: `illegalTransition` with the parent's status, also when it was held on another day; `unknownService`,
  ///   `slot`, `pastCutoff`, `jobSeekerNumberRequired` (A5), `unknownCounselor`, and what `Claiming.run` throws.
  public func followUp(
    _ parent: BookingID, _ followUp: FollowUp, _ context: CommandContext,
    answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    let extra = { (session: Session) in
      OfficeRules.reading(in: session)
        + [
          Following.service(followUp.service, after: parent, in: session),
          Consent.operativeTerms(of: parent, in: session), TermsVersion.inForce(in: session),
        ]
        + Supply.reading(followUpOf: parent, service: followUp.service, at: followUp.start, in: session)
    }
    return try await change(
      parent, context.waiving(followUp.override), judgesByCalendar: true, also: extra, answer: answer
    ) {
      session, parent, opened in
      let opened = Array(opened)
      let count = OfficeRules.statementCount
      let rules = try OfficeRules(opened[..<count], in: session)
      guard let agreement = parent.agreement,
        FollowUpRules.allows(parent.status, sessionAt: agreement.slot.start, now: session.now, zone: rules.zone)
      else { throw DomainError.illegalTransition(current: parent.status) }
      guard
        let service = try opened[count].first.map({
          (code: try $0.decode(0) as String, minutes: try $0.decode(1) as Int)
        })
      else { throw DomainError.unknownService }
      guard let terms = try TermsVersion.id(in: opened[count + 1]) else { throw StoreFailure.unreadable("consents") }
      let inForce = try TermsVersion.id(in: opened[count + 2])
      let supply = try Supply(opened[(count + 3)...])
      try followUp.judge(after: parent, minutes: service.minutes, by: rules, supply, now: session.now)

      let following = Following(
        followUp: followUp, parent: parent, service: service.code,
        slot: Slot(start: followUp.start, minutes: service.minutes), vendor: agreement.vendor, terms: terms,
        newerTerms: inForce == terms ? nil : inForce)
      let claiming = Claiming(
        booking: following.id, seeker: parent.seeker, slots: [following.slot], vendor: agreement.vendor,
        wished: following.wished)
      let results = try await claiming.run(
        supply, in: session,
        before: { claims in
          [following.consent(in: session)]
            + claims.map { following.insertion($0, by: rules.policy, in: session) }
        },
        writes: { _ in following.writes(by: rules, in: session) })
      return try Booking.after(results)
    }
  }
}

extension FollowUp {
  fileprivate func judge(
    after parent: Booking, minutes: Int, by rules: OfficeRules, _ supply: Supply, now: Instant
  ) throws(DomainError) {
    let waived = Set(override.map { [$0.rule] } ?? [])
    try rules.availability.check(start: start, minutes: minutes, now: now, waiving: waived)
    if parent.seeker.jobSeekerNumber == nil, rules.policy.jobSeekerNumberRequiredAt.applies(at: .confirm),
      !waived.contains(.jobSeekerNumber)
    {
      throw .jobSeekerNumberRequired
    }
    try supply.require(counselor)
  }
}

/// The booking that a follow-up makes.
private struct Following {
  let id = BookingID()
  let followUp: FollowUp
  let parent: Booking
  let service: String
  let slot: Slot
  let vendor: Vendor
  /// What the parent's consent is to: it is carried over (A11).
  let terms: TermsVersionID
  /// What is in force instead, if the terms have changed since: sent with the details, and a reason to leave.
  let newerTerms: TermsVersionID?

  var wished: CounselorID? { followUp.counselor ?? parent.wishedCounselor }

  /// A retired service takes no application, but what it began may go on.
  static func service(_ code: String?, after parent: BookingID, in session: Session) -> Statement {
    Statement(
      """
      SELECT s.code, s.minutes FROM services s
      WHERE s.office_id = $1 AND CASE WHEN $3::text IS NULL
        THEN s.code = (SELECT b.service_code FROM bookings b WHERE b.office_id = $1 AND b.id = $2)
        ELSE s.code = $3 AND s.retired_at IS NULL END
      """, session.office.id, parent, code)
  }

  /// The person as known from the parent; a follow-up wishes for nothing, because it was agreed.
  func insertion(_ claim: Claim, by policy: OfficePolicy, in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO bookings (
        office_id, id, status, origin, parent_booking_id, service_code, minutes, channel, terms_acknowledged,
        seeker_id, seeker_name, seeker_kana, seeker_number_typed, registration_kind, my_page,
        declares_device, declares_camera, declares_app, wishes, wished_counselor_id,
        confirmed_at, starts_at, ends_at, counselor_id, room_id, licence_id, no_show_at, newer_terms_version_id)
      SELECT p.office_id, $3, 'confirmed', 'in_session', p.id, $4, $5, 'session', true,
        p.seeker_id, p.seeker_name, p.seeker_kana, p.seeker_number_typed, p.registration_kind, p.my_page,
        p.declares_device, p.declares_camera, p.declares_app, '{}', $6::uuid, $7, $8, $9, $10, $11, $12, $13,
        $14::uuid
      FROM bookings p WHERE p.office_id = $1 AND p.id = $2
      """,
      session.office.id, parent.id, id, service, slot.minutes, wished, session.now, slot.start, slot.end,
      claim.counselor, claim.room, claim.licence, Deadlines.noShowAt(start: slot.start, policy: policy), newerTerms)
  }

  func consent(in session: Session) -> Statement {
    Consent.operative(
      .carriedOver, id, to: terms, of: vendor, over: .session, at: session.now, in: session)
  }

  func writes(by rules: OfficeRules, in session: Session) -> [Statement] {
    [
      Booking.event(
        .init(
          kind: "confirmed", to: .confirmed, channel: .session, overrideReason: followUp.override?.reason,
          data: .object([
            "start": .text(slot.start.rfc3339UTC), "parent": .text(parent.id.description),
            "override": followUp.override.map { .text($0.rule.rawValue) },
          ])),
        of: id, from: nil, version: 1, in: session)
    ] + Meeting.issuing(to: [id], in: session)
      + Outbox.tellingDetails(.followUpDetails, of: id, version: 1, at: slot, by: rules, facts: facts, in: session) + [
        Booking.reading(id, in: session)
      ]
  }

  /// The newer terms go out with the details (A11).
  private var facts: [String: PostgresJSON.Member?] {
    guard let newerTerms else { return [:] }
    let id = PostgresJSON.Member.text(newerTerms.description)
    return ["newer_terms_version": id, Outbox.enclosedTerms: id]
  }
}
