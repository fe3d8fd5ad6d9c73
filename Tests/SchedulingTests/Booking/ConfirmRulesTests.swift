import Testing

@testable import Scheduling

@Suite struct ConfirmRulesTests {
  let office: Nishinomiya
  let offer: ConfirmRules.Offer

  init() throws {
    office = try Nishinomiya()
    offer = ConfirmRules.Offer(
      offeredAt: try office.time("2026-09-16 09:05"), lapsesAt: try office.time("2026-09-17 00:00"),
      slots: [Slot(start: try office.time("2026-09-17 09:00"), minutes: 30)])
  }

  private func confirm(
    _ status: BookingStatus = .offered, start: String = "2026-09-17 09:00", received: String, now: String? = nil,
    overridden: Bool = false
  ) throws -> Slot {
    try ConfirmRules.slot(
      startingAt: try office.time(start), status: status, offer: offer, receivedAt: try office.time(received),
      now: try office.time(now ?? received), cutoffOverridden: overridden)
  }

  @Test func `a contact before the deadline makes an offered time firm`() throws {
    #expect(try confirm(received: "2026-09-16 23:59") == offer.slots.first)
  }

  @Test func `a contact at the deadline is late, whether or not the lapse was written down`() throws {
    #expect(throws: DomainError.offerLapsed) { try confirm(received: "2026-09-17 00:00") }
    #expect(throws: DomainError.offerLapsed) { try confirm(.lapsed, received: "2026-09-17 00:00") }
  }

  @Test func `a lapsed booking is still confirmed by a contact that came in time, or by an override`() throws {
    #expect(try confirm(.lapsed, received: "2026-09-16 17:00", now: "2026-09-17 08:45") == offer.slots.first)
    #expect(try confirm(.lapsed, received: "2026-09-17 08:45", overridden: true) == offer.slots.first)
    #expect(throws: DomainError.slot(.inThePast, index: 0)) {
      try confirm(.lapsed, received: "2026-09-16 17:00", now: "2026-09-17 09:00")
    }
  }

  @Test func `a contact is neither in the future nor before the offer`() throws {
    #expect(throws: DomainError.invalidReceivedAt) {
      try confirm(received: "2026-09-16 12:01", now: "2026-09-16 12:00")
    }
    #expect(throws: DomainError.invalidReceivedAt) {
      try confirm(received: "2026-09-16 09:04", now: "2026-09-16 12:00")
    }
    #expect(try confirm(received: "2026-09-16 09:05") == offer.slots.first)
  }

  @Test func `a time that the offer does not hold is refused`() throws {
    #expect(throws: DomainError.notOffered) { try confirm(start: "2026-09-17 09:30", received: "2026-09-16 12:00") }
  }

  @Test func `in any other status there is nothing to confirm`() throws {
    for status in BookingStatus.allCases where status != .offered && status != .lapsed {
      #expect(throws: DomainError.illegalTransition(current: status)) {
        try confirm(status, received: "2026-09-16 12:00")
      }
    }
  }
}
