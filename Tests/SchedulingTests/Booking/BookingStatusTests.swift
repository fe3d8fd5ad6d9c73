import Testing

@testable import Scheduling

@Suite struct BookingStatusTests {
  @Test func `there are twelve statuses with the contract's names`() {
    #expect(
      BookingStatus.allCases.map(\.rawValue) == [
        "received", "offered", "confirmed", "in_session", "held", "terminated", "declined", "lapsed", "withdrawn",
        "cancelled_by_user", "cancelled_by_office", "no_show",
      ])
  }

  /// The fine print, word for word, from the action's side.
  @Test(arguments: [
    ("offer", "received offered"), ("confirm", "offered"), ("withdraw", "received offered"),
    ("decline", "received offered"), ("cancel", "confirmed in_session"), ("reschedule", "confirmed"),
    ("start", "confirmed"), ("complete", "in_session"), ("terminate", "in_session"), ("follow-up", "in_session held"),
    ("contact", "confirmed in_session"), ("environment-check", "received offered confirmed"),
    ("no-show/reverse", "no_show"), ("joined", "confirmed in_session"), ("reassign", "confirmed in_session"),
    ("amend", "received offered confirmed in_session"),
  ])
  func `an action is possible exactly in its statuses`(name: String, statuses: String) throws {
    let action = try #require(BookingAction(rawValue: name))
    #expect(BookingStatus.allCases.filter { $0.allows(action) }.map(\.rawValue).joined(separator: " ") == statuses)
    for status in BookingStatus.allCases where !status.allows(action) {
      #expect(throws: DomainError.illegalTransition(current: status)) { try status.require(action) }
    }
  }

  @Test func `every action is in the table above`() {
    #expect(BookingAction.allCases.count == 16)
  }

  @Test func `a running session is cancelled by the office only`() {
    #expect(BookingStatus.allCases.filter { $0.allowsCancel(by: .user) } == [.confirmed])
    #expect(BookingStatus.allCases.filter { $0.allowsCancel(by: .office) } == [.confirmed, .inSession])
    #expect(CancellingParty.user.ending == .cancelledByUser)
    #expect(CancellingParty.office.ending == .cancelledByOffice)
  }

  @Test func `seven endings are kept apart from a held session`() {
    #expect(BookingStatus.allCases.filter(\.isUnfulfilledEnding).count == 7)
    #expect(BookingStatus.allCases.filter { !$0.isEnding } == [.received, .offered, .confirmed, .inSession])
  }

  @Test func `confirmed, running, held, terminated and no-show bookings occupy their resources`() {
    #expect(
      BookingStatus.allCases.filter(\.occupiesResources) == [.confirmed, .inSession, .held, .terminated, .noShow])
  }
}
