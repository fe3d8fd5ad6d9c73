extension DomainError {
  /// The stable problem code of the API.
  public var code: String {
    switch self {
    case .notFound: "not_found"
    case .illegalTransition: "illegal_transition"
    case .slotTaken: "slot_taken"
    case .seekerBusy: "seeker_busy"
    case .busy: "busy"
    case .offerLapsed: "offer_lapsed"
    case .pastCutoff: "past_cutoff"
    case .notOffered: "not_offered"
    case .tooEarly: "too_early"
    case .versionConflict: "version_conflict"
    case .overlappingSlots: "overlapping_slots"
    case .slot(let error, _): error.code
    case .tooManyCandidates: "too_many_candidates"
    case .rangeEmpty: "range_empty"
    case .rangeTooLong: "range_too_long"
    case .unknownService: "unknown_service"
    case .unknownVendor: "unknown_vendor"
    case .vendorNotEnabled: "vendor_not_enabled"
    case .noResources: "no_resources"
    case .noTermsInForce: "no_terms_in_force"
    case .termsNotAcknowledged: "terms_not_acknowledged"
    case .jobSeekerNumberRequired: "job_seeker_number_required"
    case .declarationMissing: "declaration_missing"
    case .environmentCheckMissing: "environment_check_missing"
    case .channelNotAllowed: "channel_not_allowed"
    case .invalidReceivedAt: "invalid_received_at"
    case .overrideNotAllowed: "override_not_allowed"
    case .forbidden: "forbidden"
    case .duplicateName: "duplicate_name"
    case .inUse: "in_use"
    case .requestInProgress: "request_in_progress"
    case .idempotencyMismatch: "idempotency_mismatch"
    case .alreadyDone: "already_done"
    case .databaseUnavailable: "database_unavailable"
    case .unexpected: "internal_error"
    }
  }
}
