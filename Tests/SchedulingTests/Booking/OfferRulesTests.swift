import Testing

@testable import Scheduling

@Suite struct OfferRulesTests {
  let office: Nishinomiya
  let now: Instant

  init() throws {
    office = try Nishinomiya()
    now = try office.time("2026-09-16 09:00")
  }

  private func offer(
    _ starts: [String], minutes: Int = 30, waiving: Set<OverrideRule> = []
  ) throws -> [Slot] {
    try OfferRules.slots(
      startingAt: try starts.map(office.time), minutes: minutes, policy: office.policy,
      availability: office.availability, now: now, waiving: waiving)
  }

  @Test func `an offer's slots come back sorted`() throws {
    let slots = try offer(["2026-09-18 13:30", "2026-09-17 09:00"])
    #expect(slots.map(\.start) == [try office.time("2026-09-17 09:00"), try office.time("2026-09-18 13:30")])
  }

  @Test func `an offer names at least one and at most three times`() throws {
    #expect(throws: DomainError.notOffered) { try offer([]) }
    #expect(throws: DomainError.tooManyCandidates(max: 3)) {
      try offer(["2026-09-17 09:00", "2026-09-17 09:30", "2026-09-17 10:00", "2026-09-17 10:30"])
    }
  }

  @Test func `a time that cannot be booked is named by its place`() throws {
    #expect(throws: DomainError.slot(.closedDay, index: 1)) { try offer(["2026-09-17 09:00", "2026-09-19 09:00"]) }
    #expect(throws: DomainError.slot(.offGrid, index: 0)) { try offer(["2026-09-17 09:10", "2026-09-19 09:00"]) }
  }

  @Test func `a slot past its cut-off is offered only on a supervisor's override`() throws {
    #expect(throws: DomainError.pastCutoff) { try offer(["2026-09-16 10:00"]) }
    #expect(try offer(["2026-09-16 10:00"], waiving: [.confirmCutoff]).count == 1)
    #expect(throws: DomainError.slot(.inThePast, index: 0)) {
      try offer(["2026-09-16 09:00"], waiving: [.confirmCutoff])
    }
  }

  @Test func `candidates must not overlap`() throws {
    #expect(throws: DomainError.overlappingSlots) { try offer(["2026-09-17 09:00", "2026-09-17 09:00"]) }
    #expect(throws: DomainError.overlappingSlots) { try offer(["2026-09-17 09:30", "2026-09-17 09:00"], minutes: 60) }
    #expect(try offer(["2026-09-17 09:30", "2026-09-17 09:00"]).count == 2)
  }

  @Test func `without device, camera or software nothing is offered`() throws {
    try OfferRules.check(Declarations(device: true, camera: true, app: true))
    #expect(throws: DomainError.declarationMissing(.device)) {
      try OfferRules.check(Declarations(device: false, camera: true, app: false))
    }
    #expect(Declarations(device: true, camera: false, app: false).missing == [.camera, .app])
  }
}
