import Hummingbird
import OfficeStore
import Scheduling

/// The settings of an office where the terms leave a choice (A1–A16).
struct PolicyController {
  let store: OfficeStore

  private static let path = "/v1/offices/{office}/policy"

  var operations: [Operation] {
    [
      Operation(.get, Self.path, "getPolicy", .office(.readOffice, read)),
      Operation(.patch, Self.path, "updatePolicy", .office(.managePolicy, update)),
    ]
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let policy = try await store.policy(call.caller, call.office)
    return .json { Self.write(&$0, policy) }
  }

  private func update(_ call: OfficeCall) async throws -> Response {
    let changes = try call.body(Self.changes)
    let reply = try await store.updatePolicy(call.command, change: changes.apply) { policy in
      .json { Self.write(&$0, policy) }
    }
    return Response(reply)
  }

  private static func changes(_ fields: inout FieldReader) -> FieldChanges<OfficePolicy>? {
    typealias Limits = OfficePolicy.Limits
    var changes = FieldChanges<OfficePolicy>()
    changes.set(\.confirmCutoff, fields.change("confirm_cutoff", .text(.confirmCutoff)))
    changes.set(
      \.offerReplyOpenDays, fields.change("offer_reply_open_days", .integer(in: Limits.offerReplyOpenDays)))
    changes.set(\.holdOffers, fields.change("hold_offers", .bool))
    changes.set(\.maxCandidates, fields.change("max_candidates", .integer(in: Limits.maxCandidates)))
    changes.set(
      \.jobSeekerNumberRequiredAt, fields.change("job_seeker_number_required_at", .text(.choice)))
    changes.set(\.gridMinutes, fields.change("grid_minutes", .integer(in: Limits.gridMinutes)))
    changes.set(\.noShowMinutes, fields.change("no_show_minutes", .integer(in: Limits.noShowMinutes)))
    let channels = fields.change("cancel_channels", .array(of: .text(.contactChannel), count: 1...3))
    if let channels, Set(channels).count < channels.count { fields.report(.duplicateValue, at: "cancel_channels") }
    changes.set(\.cancelChannels, channels)
    changes.set(
      \.environmentCheckRequiredAt, fields.change("environment_check_required_at", .text(.choice)))
    changes.set(
      \.refusalReviewThreshold,
      fields.change("refusal_review_threshold", .integer(in: Limits.refusalReviewThreshold)))
    changes.set(
      \.refusalReviewWindowDays,
      fields.change("refusal_review_window_days", .integer(in: Limits.refusalReviewWindowDays)))
    changes.set(\.usageEvents, fields.change("usage_events", .bool))
    return changes
  }

  private static func write(_ json: inout JSONWriter, _ policy: OfficePolicy) {
    json.member("confirm_cutoff", policy.confirmCutoff.description)
    json.member("offer_reply_open_days", policy.offerReplyOpenDays)
    json.member("hold_offers", policy.holdOffers)
    json.member("max_candidates", policy.maxCandidates)
    json.member("job_seeker_number_required_at", policy.jobSeekerNumberRequiredAt.rawValue)
    json.member("environment_check_required_at", policy.environmentCheckRequiredAt.rawValue)
    json.member("grid_minutes", policy.gridMinutes)
    json.member("cancel_channels", strings: policy.cancelChannels.map(\.rawValue))
    json.member("no_show_minutes", policy.noShowMinutes)
    json.member("refusal_review_threshold", policy.refusalReviewThreshold)
    json.member("refusal_review_window_days", policy.refusalReviewWindowDays)
    json.member("usage_events", policy.usageEvents)
  }
}
