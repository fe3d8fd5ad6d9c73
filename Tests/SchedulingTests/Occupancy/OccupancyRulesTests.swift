import Testing

@testable import Scheduling

@Suite struct OccupancyRulesTests {
  private let now = Instant(secondsSinceEpoch: 1_789_000_000)

  private func slot(_ from: Duration, _ length: Duration) -> Slot { Slot(start: now + from, duration: length) }

  @Test func `a reservation lies ahead, ends after its start and lasts a day at most`() throws {
    try OccupancyRules.checkReservation(slot(.microseconds(1), .seconds(86_400)), now: now)
    #expect(throws: DomainError.slot(.inThePast, index: 0)) {
      try OccupancyRules.checkReservation(slot(.zero, .seconds(60)), now: now)
    }
    #expect(throws: DomainError.rangeEmpty) { try OccupancyRules.checkReservation(slot(.seconds(1), .zero), now: now) }
    #expect(throws: DomainError.rangeTooLong(maxDays: 1)) {
      try OccupancyRules.checkReservation(slot(.seconds(1), .seconds(86_401)), now: now)
    }
  }

  @Test func `an absence may have begun, must not be over and lasts a year at most`() throws {
    try OccupancyRules.checkUnavailability(slot(.seconds(-3600), .seconds(3601)), now: now)
    try OccupancyRules.checkUnavailability(slot(.zero, .seconds(366 * 86_400)), now: now)
    #expect(throws: DomainError.slot(.inThePast, index: 0)) {
      try OccupancyRules.checkUnavailability(slot(.seconds(-3600), .seconds(3600)), now: now)
    }
    #expect(throws: DomainError.rangeTooLong(maxDays: 366)) {
      try OccupancyRules.checkUnavailability(slot(.zero, .seconds(366 * 86_400 + 1)), now: now)
    }
  }
}
