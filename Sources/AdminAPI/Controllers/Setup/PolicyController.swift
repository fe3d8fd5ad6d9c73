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
    let change = try call.body(Change.init)
    let reply = try await store.updatePolicy(call.command, change: change.apply) { policy in
      .json { Self.write(&$0, policy) }
    }
    return Response(reply)
  }

  /// The settings that a request names; the others stay.
  struct Change {
    private var confirmCutoff: ConfirmCutoff?
    private var offerReplyOpenDays: Int?
    private var holdOffers: Bool?
    private var maxCandidates: Int?
    private var jobSeekerNumberRequiredAt: JobSeekerNumberRequirement?
    private var gridMinutes: Int?
    private var noShowMinutes: Int?
    private var cancelChannels: [Channel]?
    private var environmentCheckRequiredAt: EnvironmentCheckRequirement?
    private var refusalReviewThreshold: Int?
    private var refusalReviewWindowDays: Int?
    private var usageEvents: Bool?

    init(_ fields: inout FieldReader) {
      typealias Limits = OfficePolicy.Limits
      confirmCutoff = fields.change("confirm_cutoff", .text(.confirmCutoff))
      offerReplyOpenDays = fields.change("offer_reply_open_days", .integer(in: Limits.offerReplyOpenDays))
      holdOffers = fields.change("hold_offers", .bool)
      maxCandidates = fields.change("max_candidates", .integer(in: Limits.maxCandidates))
      jobSeekerNumberRequiredAt = fields.change("job_seeker_number_required_at", .text(.choice))
      gridMinutes = fields.change("grid_minutes", .integer(in: Limits.gridMinutes))
      noShowMinutes = fields.change("no_show_minutes", .integer(in: Limits.noShowMinutes))
      cancelChannels = fields.change("cancel_channels", .array(of: .text(.contactChannel), count: 1...3))
      if let channels = cancelChannels, Set(channels).count < channels.count {
        fields.report(.duplicateValue, at: "cancel_channels")
      }
      environmentCheckRequiredAt = fields.change("environment_check_required_at", .text(.choice))
      refusalReviewThreshold = fields.change("refusal_review_threshold", .integer(in: Limits.refusalReviewThreshold))
      refusalReviewWindowDays = fields.change(
        "refusal_review_window_days", .integer(in: Limits.refusalReviewWindowDays))
      usageEvents = fields.change("usage_events", .bool)
    }

    func apply(to policy: inout OfficePolicy) {
      if let confirmCutoff { policy.confirmCutoff = confirmCutoff }
      if let offerReplyOpenDays { policy.offerReplyOpenDays = offerReplyOpenDays }
      if let holdOffers { policy.holdOffers = holdOffers }
      if let maxCandidates { policy.maxCandidates = maxCandidates }
      if let jobSeekerNumberRequiredAt { policy.jobSeekerNumberRequiredAt = jobSeekerNumberRequiredAt }
      if let gridMinutes { policy.gridMinutes = gridMinutes }
      if let noShowMinutes { policy.noShowMinutes = noShowMinutes }
      if let cancelChannels { policy.cancelChannels = cancelChannels }
      if let environmentCheckRequiredAt { policy.environmentCheckRequiredAt = environmentCheckRequiredAt }
      if let refusalReviewThreshold { policy.refusalReviewThreshold = refusalReviewThreshold }
      if let refusalReviewWindowDays { policy.refusalReviewWindowDays = refusalReviewWindowDays }
      if let usageEvents { policy.usageEvents = usageEvents }
    }
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
