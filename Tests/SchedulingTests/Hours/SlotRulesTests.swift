import Randomness
import Testing

@testable import Scheduling

@Suite struct SlotRulesTests {
  let office: Nishinomiya
  let now: Instant

  init() throws {
    office = try Nishinomiya()
    now = try office.time("2026-09-16 09:00")
  }

  @Test func `an ordinary day holds twelve slots of 30 minutes`() throws {
    let slots = office.rules.slots(on: try date("2026-09-17"), minutes: 30)
    #expect(slots.count == 12)
    #expect(slots.first?.start == (try office.time("2026-09-17 09:00")))
    #expect(slots[5].end == (try office.time("2026-09-17 12:00")))
    #expect(slots[6].start == (try office.time("2026-09-17 13:00")))
    #expect(slots.last?.end == (try office.time("2026-09-17 16:00")))
    #expect(office.rules.slots(on: try date("2026-09-19"), minutes: 30).isEmpty)
    #expect(office.rules.slots(on: try date("2026-09-17"), minutes: 0).isEmpty)
    #expect(office.rules.slots(on: try date("2026-09-17"), minutes: 181).isEmpty)
  }

  @Test(arguments: [
    ("2026-09-16 09:00", SlotError.inThePast), ("2026-09-13 03:07", .inThePast), ("2026-09-19 09:00", .closedDay),
    ("2026-09-22 03:07", .closedDay), ("2026-09-17 08:30", .outsideHours), ("2026-09-17 11:45", .outsideHours),
    ("2026-09-17 12:00", .outsideHours), ("2026-09-17 15:45", .outsideHours), ("2026-09-17 16:00", .outsideHours),
    ("2026-09-17 00:00", .outsideHours), ("2026-09-17 09:15", .offGrid), ("2026-09-17 13:01", .offGrid),
  ])
  func `a start is judged by the first rule it breaks`(text: String, error: SlotError) throws {
    let start = try office.time(text)
    #expect(throws: error) { try office.rules.check(start: start, minutes: 30, now: now) }
  }

  @Test func `a start with seconds or less is off the grid`() throws {
    let start = try office.time("2026-09-17 09:00")
    try office.rules.check(start: start, minutes: 30, now: now)
    for offset in [Duration.seconds(1), .microseconds(1)] {
      #expect(throws: SlotError.offGrid) { try office.rules.check(start: start + offset, minutes: 30, now: now) }
    }
  }

  @Test func `a start one microsecond ahead is in the future`() throws {
    let start = try office.time("2026-09-17 09:00")
    try office.rules.check(start: start, minutes: 30, now: start - .microseconds(1))
    #expect(throws: SlotError.inThePast) { try office.rules.check(start: start, minutes: 30, now: start) }
  }

  @Test func `the grid is counted from each window's start`() throws {
    var office = office
    office.calendar.weeklyHours = .mondayToFriday(try OpeningWindow.list("09:10-10:30;13:00-14:00"))
    try office.rules.check(start: try office.time("2026-09-17 09:10"), minutes: 30, now: now)
    try office.rules.check(start: try office.time("2026-09-17 09:40"), minutes: 30, now: now)
    let half = try office.time("2026-09-17 09:30")
    #expect(throws: SlotError.offGrid) { try office.rules.check(start: half, minutes: 30, now: now) }
    #expect(office.rules.slots(on: try date("2026-09-17"), minutes: 30).count == 4)
  }

  @Test func `an overridden rule is not judged, every other one is`() throws {
    let saturday = try office.time("2026-09-19 09:00")
    try office.rules.check(start: saturday, minutes: 30, now: now, waiving: [.closedDay])
    #expect(throws: SlotError.offGrid) {
      try office.rules.check(start: saturday.adding(minutes: 7), minutes: 30, now: now, waiving: [.closedDay])
    }
    #expect(throws: SlotError.closedDay) {
      try office.rules.check(start: saturday, minutes: 30, now: now, waiving: [.outsideHours])
    }
    let evening = try office.time("2026-09-17 18:00")
    try office.rules.check(start: evening, minutes: 30, now: now, waiving: [.outsideHours])
    #expect(throws: SlotError.outsideHours) {
      try office.rules.check(start: evening, minutes: 30, now: now, waiving: [.closedDay])
    }
    #expect(throws: SlotError.inThePast) {
      try office.rules.check(start: now, minutes: 30, now: now, waiving: Set(OverrideRule.allCases))
    }
  }

  @Test func `every listed slot lies in a window, passes the check and, on a grid of its length, overlaps no other`()
    throws
  {
    var random = SplitMix64(seed: 30)
    for _ in 0..<300 {
      var office = office
      office.policy.gridMinutes = .random(in: 5...90, using: &random)
      let from = Int.random(in: 0..<1_380, using: &random)
      let window = OpeningWindow(
        from: try #require(TimeOfDay(minutes: from)),
        to: try #require(TimeOfDay(minutes: .random(in: (from + 1)...1_440, using: &random))))
      office.calendar.weeklyHours = .mondayToFriday([try #require(window)])
      let day = office.calendar.nextOpenDay(
        after: try date("2026-09-17").adding(days: .random(in: 0..<700, using: &random)))
      let minutes = Int.random(in: 5...90, using: &random)
      let slots = office.rules.slots(on: day, minutes: minutes)
      for slot in slots {
        try office.rules.check(start: slot.start, minutes: minutes, now: now)
        #expect(slot.duration == .seconds(minutes * 60))
      }
      if minutes <= office.policy.gridMinutes { #expect(!Slot.anyOverlap(slots)) }
      let room = try #require(window).minutes - minutes
      #expect(slots.count == (room < 0 ? 0 : room / office.policy.gridMinutes + 1))
    }
  }

  @Test func `on the day the clock goes forward the windows keep their local times`() throws {
    let zone = try #require(OfficeZone(identifier: "America/New_York"))
    var calendar = BusinessCalendar(weeklyHours: [])
    let day = try date("2026-03-08")
    calendar.specialOpenings = [day: try OpeningWindow.list("01:00-05:00")]
    let rules = SlotRules(calendar: calendar, zone: zone, gridMinutes: 60)
    let starts = rules.slots(on: day, minutes: 60).map { zone.timeOfDay(of: $0.start).description }
    #expect(starts == ["01:00", "03:00", "04:00"])
  }
}
