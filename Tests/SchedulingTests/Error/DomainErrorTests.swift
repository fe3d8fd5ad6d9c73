import Testing

@testable import Scheduling

@Suite struct DomainErrorTests {
  @Test func `the codes that the contract fixes are there`() {
    let fixed: [(DomainError, String)] = [
      (.slotTaken(bookings: []), "slot_taken"), (.illegalTransition(current: .held), "illegal_transition"),
      (.pastCutoff, "past_cutoff"), (.offerLapsed, "offer_lapsed"), (.notOffered, "not_offered"),
      (.environmentCheckMissing, "environment_check_missing"), (.slot(.closedDay, index: 0), "closed_day"),
      (.slot(.outsideHours, index: 0), "outside_hours"), (.slot(.offGrid, index: 0), "off_grid"),
      (.slot(.inThePast, index: 0), "in_the_past"), (.tooEarly(from: Instant(microseconds: 0)), "too_early"),
      (.seekerBusy, "seeker_busy"), (.overlappingSlots, "overlapping_slots"),
      (.busy(retryAfterMilliseconds: 100), "busy"), (.versionConflict(current: 2), "version_conflict"),
      (.idempotencyMismatch, "idempotency_mismatch"),
      (.requestInProgress(retryAfterMilliseconds: 1), "request_in_progress"),
      (.alreadyDone(location: "/"), "already_done"), (.rangeTooLong(maxDays: 62), "range_too_long"),
    ]
    for (error, code) in fixed { #expect(error.code == code) }
    #expect(Set(fixed.map(\.1)).count == fixed.count)
  }

  @Test func `times are judged in the contract's order`() {
    #expect(SlotError.allCases.map(\.code) == ["in_the_past", "closed_day", "outside_hours", "off_grid"])
  }
}
