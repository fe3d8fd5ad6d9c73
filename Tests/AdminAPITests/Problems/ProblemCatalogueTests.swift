import Scheduling
import Testing

@testable import AdminAPI

@Suite struct ProblemCatalogueTests {
  @Test func `each code has one row, words in both languages and a status that fits an error`() {
    let codes = ProblemCatalogue.entries.map(\.code)
    #expect(Set(codes).count == codes.count)
    for entry in ProblemCatalogue.entries {
      #expect((400...599).contains(entry.status), "\(entry.code)")
      for language in Language.allCases {
        #expect(!entry.title[language].isEmpty && !entry.detail(language, argument: "1").isEmpty, "\(entry.code)")
      }
    }
  }

  @Test func `both languages tell the argument or neither does`() {
    for entry in ProblemCatalogue.entries {
      let told = Language.allCases.map { entry.detail($0, argument: "§").contains("§") }
      #expect(Set(told).count == 1, "\(entry.code)")
    }
  }

  @Test func `every refusal of the rules and the store has a row`() {
    let codes = Set(ProblemCatalogue.entries.map(\.code))
    for error in Self.refusals { #expect(codes.contains(error.code), "\(error.code)") }
    for error in SlotError.allCases { #expect(codes.contains(error.code), "\(error.code)") }
  }

  @Test(arguments: [
    ("slot_taken", 409), ("illegal_transition", 409), ("seeker_busy", 409), ("request_in_progress", 409),
    ("already_done", 409), ("offer_lapsed", 410), ("version_conflict", 412), ("past_cutoff", 422), ("not_offered", 422),
    ("environment_check_missing", 422), ("closed_day", 422), ("outside_hours", 422), ("off_grid", 422),
    ("in_the_past", 422), ("too_early", 422), ("overlapping_slots", 422), ("range_too_long", 422),
    ("idempotency_mismatch", 422), ("unknown_field", 422), ("duplicate_field", 422), ("invalid_text", 422),
    ("malformed_json", 400), ("busy", 503), ("database_unavailable", 503), ("not_found", 404),
  ])
  func `the contract's codes have the contract's statuses`(code: String, status: Int) {
    #expect(ProblemCatalogue.entry(code).status == status)
    #expect(ProblemCatalogue.entry(code).code == code)
  }

  @Test func `a code nobody knows is told as an internal error`() {
    #expect(ProblemCatalogue.entry("no_such_code").status == 500)
  }

  private static let refusals: [DomainError] = [
    .notFound, .illegalTransition(current: .held), .slotTaken(bookings: []), .seekerBusy,
    .busy(retryAfterMilliseconds: 1), .offerLapsed, .pastCutoff, .notOffered,
    .tooEarly(from: Instant(microseconds: 0)), .versionConflict(current: 1), .overlappingSlots,
    .slot(.offGrid, index: 0), .tooManyCandidates(max: 3), .rangeEmpty, .rangeTooLong(maxDays: 62), .seriesEmpty,
    .seriesTooLong(max: 200), .unknownService,
    .illegalRefusalStep(current: .lifted), .refusalOverlaps, .alreadyAppealed, .unknownSeeker,
    .unknownVendor, .unknownBooking, .unknownCounselor, .unknownRoom, .unknownLicence, .vendorNotEnabled, .noResources,
    .noTermsInForce, .announcedTooLate, .notTheFirstVersion, .notTheIssuer, .termsNotAcknowledged,
    .jobSeekerNumberRequired,
    .declarationMissing(.camera), .environmentCheckMissing, .channelNotAllowed, .invalidReceivedAt,
    .invalidJoinedAt, .overrideNotAllowed, .forbidden, .duplicateName, .alreadyExists, .overlappingWindows, .inUse,
    .requestInProgress(retryAfterMilliseconds: 1),
    .idempotencyMismatch, .alreadyDone(location: "/"), .databaseUnavailable,
    .secretWithheld, .meetingNotIssued, .otherVendor, .alreadyInPool, .keysMissing,
  ]
}
