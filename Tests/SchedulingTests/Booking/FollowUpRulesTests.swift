import Testing

@testable import Scheduling

@Suite struct FollowUpRulesTests {
  @Test func `a running session and one that was held today can be followed up, nothing else`() throws {
    let office = try Nishinomiya()
    let start = try office.time("2026-09-17 15:30")
    for status in BookingStatus.allCases {
      let today = FollowUpRules.allows(
        status, sessionAt: start, now: try office.time("2026-09-17 23:59"), zone: office.zone)
      #expect(today == [.inSession, .held].contains(status))
      let later = FollowUpRules.allows(
        status, sessionAt: start, now: try office.time("2026-09-18 00:00"), zone: office.zone)
      #expect(later == (status == .inSession))
      #expect(BookingAction.followUp.allowedStatuses.contains(status) == today)
    }
  }
}
