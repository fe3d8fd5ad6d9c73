import Testing

@testable import Scheduling

@Suite struct RecurrenceTests {
  private let office: Nishinomiya

  init() throws { office = try Nishinomiya() }

  private func starts(_ first: String, _ step: Recurrence.Step, _ limit: Recurrence.Limit) throws -> [Instant] {
    let slot = Slot(start: try office.time(first), minutes: 60)
    return try Recurrence(every: step, limit: limit).occurrences(of: slot, in: office.zone).map(\.start)
  }

  @Test func `a week later is the same day at the same time`() throws {
    let expected = try ["2026-09-16 16:00", "2026-09-23 16:00", "2026-09-30 16:00"].map(office.time)
    #expect(try starts("2026-09-16 16:00", .week, .count(3)) == expected)
    #expect(try starts("2026-09-16 16:00", .week, .until(date("2026-09-30"))) == expected)
  }

  @Test func `weekdays leave the weekend out`() throws {
    let expected = try ["2026-09-17 08:00", "2026-09-18 08:00", "2026-09-21 08:00"].map(office.time)
    #expect(try starts("2026-09-17 08:00", .weekday, .count(3)) == expected)
  }

  @Test func `the first occurrence is the one asked for, whatever its day`() throws {
    let expected = try ["2026-09-19 08:00", "2026-09-21 08:00", "2026-09-22 08:00"].map(office.time)
    #expect(try starts("2026-09-19 08:00", .weekday, .count(3)) == expected)
  }

  @Test func `a series that ends before it begins, or never seems to, is refused`() throws {
    #expect(throws: DomainError.seriesEmpty) {
      try starts("2026-09-16 16:00", .day, .until(date("2026-09-15")))
    }
    #expect(try starts("2026-09-16 16:00", .day, .until(date("2026-09-16"))).count == 1)
    #expect(try starts("2026-09-16 16:00", .day, .count(200)).count == 200)
    for limit in [Recurrence.Limit.count(201), .until(try date("2200-01-01"))] {
      #expect(throws: DomainError.seriesTooLong(max: 200)) { try starts("2026-09-16 16:00", .day, limit) }
    }
  }

  @Test func `an occurrence that crosses midnight keeps its length`() throws {
    let night = Slot(start: try office.time("2026-09-16 22:30"), end: try office.time("2026-09-17 06:00"))
    let slots = try Recurrence(every: .day, limit: .count(3)).occurrences(of: night, in: office.zone)
    #expect(slots.map(\.start) == (try ["2026-09-16 22:30", "2026-09-17 22:30", "2026-09-18 22:30"].map(office.time)))
    #expect(slots.allSatisfy { $0.duration == night.duration })
  }

  @Test func `where the clock is changed the local time of day stays, to the second`() throws {
    let zone = try #require(OfficeZone(identifier: "Europe/Berlin"))
    let start = try #require(Instant(rfc3339: "2026-10-24T10:00:30+02:00"))
    let slots = try Recurrence(every: .day, limit: .count(2)).occurrences(of: Slot(start: start, minutes: 30), in: zone)
    #expect(slots.map { $0.start.rfc3339(in: zone) } == ["2026-10-24T10:00:30+02:00", "2026-10-25T10:00:30+01:00"])
  }

  @Test func `occurrences that would overlap are refused`() throws {
    let zone = try #require(OfficeZone(identifier: "Europe/Berlin"))
    // 2026-03-29 has 23 hours
    let start = try #require(Instant(rfc3339: "2026-03-28T10:00:00+01:00"))
    #expect(throws: DomainError.overlappingSlots) {
      try Recurrence(every: .day, limit: .count(3)).occurrences(of: Slot(start: start, minutes: 1440), in: zone)
    }
  }
}
