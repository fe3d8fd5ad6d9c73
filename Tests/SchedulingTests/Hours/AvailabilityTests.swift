import Testing

@testable import Scheduling

@Suite struct AvailabilityTests {
  @Test func `past slots and slots past their cut-off are left out`() throws {
    let office = try Nishinomiya()
    let range = try AvailabilityRange(from: try date("2026-09-16"), to: try date("2026-09-19"))
    let now = try office.time("2026-09-16 09:00")
    let slots = office.availability.slots(in: range, minutes: 30, now: now)
    #expect(slots.count == 24)
    #expect(slots.first?.start == (try office.time("2026-09-17 09:00")))
    let midnight = try office.time("2026-09-17 00:00")
    #expect(office.availability.slots(in: range, minutes: 30, now: midnight - .microseconds(1)).count == 24)
    #expect(office.availability.slots(in: range, minutes: 30, now: midnight).count == 12)
  }

  @Test func `the cut-off of the policy decides`() throws {
    var office = try Nishinomiya()
    office.policy.confirmCutoff = .previousOpenDayAt(try clock("17:15"))
    let range = try AvailabilityRange(from: try date("2026-09-24"), to: try date("2026-09-25"))
    let before = try office.time("2026-09-18 17:14")
    #expect(office.availability.slots(in: range, minutes: 30, now: before).count == 12)
    #expect(office.availability.slots(in: range, minutes: 30, now: before.adding(minutes: 1)).isEmpty)
  }

  @Test func `62 days may be asked for, 63 may not`() throws {
    let from = try date("2026-09-17")
    #expect(try AvailabilityRange(from: from, to: from.adding(days: 62)).days.count == 62)
    #expect(throws: DomainError.rangeTooLong(maxDays: 62)) {
      try AvailabilityRange(from: from, to: from.adding(days: 63))
    }
    #expect(throws: DomainError.rangeEmpty) { try AvailabilityRange(from: from, to: from) }
  }
}
