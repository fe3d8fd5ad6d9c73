import OfficeStore
import Scheduling

/// The body of an offer (article 6(3)).
enum OfferRequest {
  static func read(_ fields: inout FieldReader) -> Proposal? {
    let starts = fields.required(
      "slots", .array(of: .object(ApplicationRequest.start), count: OfficePolicy.Limits.maxCandidates))
    let vendor = fields.required("vendor", .text(TextFormat<Vendor>.choice))
    let override = fields.optional("override", .object(OverrideRequest.read))
    guard let starts, let vendor else { return nil }
    return Proposal(starts: starts, vendor: vendor, override: override)
  }
}

/// The body of a confirmation: the user's contact (article 6(3)).
enum ConfirmRequest {
  static func read(_ fields: inout FieldReader) -> Confirmation? {
    let start = fields.required("start", .text(.instant))
    let channel = fields.required("channel", .text(.contactChannel))
    let receivedAt = fields.optional("received_at", .text(.instant))
    let override = fields.optional("override", .object(OverrideRequest.read))
    if receivedAt != nil, channel?.isNotedByStaff == false { fields.report(.invalidReceivedAt, at: "received_at") }
    guard let start, let channel else { return nil }
    return Confirmation(start: start, channel: channel, receivedAt: receivedAt, override: override)
  }
}

/// The body of a move to another time.
enum RescheduleRequest {
  static func read(_ fields: inout FieldReader) -> Rescheduling? {
    let start = fields.required("start", .text(.instant))
    let reason = fields.required("reason", .text(.reason(ApplicationRequest.longestNote)))
    let counselor = fields.optional("counselor", .text(.id() as TextFormat<CounselorID>))
    let override = fields.optional("override", .object(OverrideRequest.read))
    guard let start, let reason else { return nil }
    return Rescheduling(start: start, reason: reason, counselor: counselor, override: override)
  }
}

/// The body of a next session, agreed in this one (article 6(5)).
enum FollowUpRequest {
  static func read(_ fields: inout FieldReader) -> FollowUp? {
    let start = fields.required("start", .text(.instant))
    let service = fields.optional("service", .text(.service))
    let counselor = fields.optional("counselor", .text(.id() as TextFormat<CounselorID>))
    let override = fields.optional("override", .object(OverrideRequest.read))
    return start.map { FollowUp(start: $0, service: service, counselor: counselor, override: override) }
  }
}

/// The body of another counselor, room or licence: at least one of them.
enum ReassignRequest {
  static func read(_ fields: inout FieldReader) -> Reassignment? {
    let counselor = fields.optional("counselor", .text(.id() as TextFormat<CounselorID>))
    let room = fields.optional("room", .text(.id() as TextFormat<RoomID>))
    let licence = fields.optional("licence", .text(.id() as TextFormat<LicenceID>))
    if !["counselor", "room", "licence"].contains(where: { fields.hasValue($0) }) {
      fields.report(.required, at: "counselor")
    }
    return Reassignment(counselor: counselor, room: room, licence: licence)
  }
}

/// A supervisor's override of one rule, with the reason that the audit shows.
enum OverrideRequest {
  static func read(_ fields: inout FieldReader) -> RuleOverride? {
    let rule = fields.required("rule", .text(TextFormat<OverrideRule>.choice))
    let reason = fields.required("reason", .text(.reason(ApplicationRequest.longestNote)))
    guard let rule, let reason else { return nil }
    return RuleOverride(rule: rule, reason: reason)
  }
}

/// The body of a session's end.
struct CompleteRequest {
  let outcome: String?

  init(_ fields: inout FieldReader) {
    outcome = fields.optional("outcome", .text(.note(ApplicationRequest.longestNote)))
  }
}

/// The body of a cancellation (article 6(6)): a user's says how it came.
enum CancelRequest {
  static func read(_ fields: inout FieldReader) -> CancellationRequest? {
    let party = fields.required("by", .text(TextFormat<CancellingParty>.choice))
    let channel = fields.optional("channel", .text(.contactChannel))
    let reason = fields.optional("reason", .text(.note(ApplicationRequest.longestNote)))
    if party == .user, channel == nil, !fields.hasValue("channel") { fields.report(.required, at: "channel") }
    return party.map { CancellationRequest(by: $0, channel: channel, reason: reason) }
  }
}
