import Randomness
import Testing

@testable import Scheduling

@Suite struct BusinessCalendarTests {
  @Test(arguments: [
    ("2026-05-01", "2026-05-07"), ("2026-09-18", "2026-09-24"), ("2026-12-28", "2027-01-04"),
    ("2025-12-26", "2026-01-05"), ("2027-03-19", "2027-03-23"),
  ])
  func `the next open day is the known one, and the way back leads home`(from: String, to: String) throws {
    let calendar = try Nishinomiya().calendar
    #expect(calendar.nextOpenDay(after: try date(from)) == (try date(to)))
    #expect(calendar.previousOpenDay(before: try date(to)) == (try date(from)))
  }

  @Test(arguments: [(2025, 242), (2026, 241), (2027, 243)])
  func `a fiscal year has its known number of open days`(year: Int, count: Int) throws {
    #expect(try Nishinomiya().calendar.openDays(in: FiscalYear(year)).count == count)
  }

  @Test func `weekends, holidays and the turn of the year are closed`() throws {
    let calendar = try Nishinomiya().calendar
    for closed in [
      "2026-09-19", "2026-09-20", "2026-09-21", "2026-12-29", "2026-12-31", "2027-01-01", "2024-01-02", "2024-01-03",
    ] {
      #expect(!calendar.isOpenDay(try date(closed)))
      #expect(calendar.windows(on: try date(closed)).isEmpty)
    }
    #expect(calendar.isOpenDay(try date("2026-12-28")))
    #expect(calendar.isOpenDay(try date("2027-01-04")))
  }

  @Test func `a closure closes, a special opening opens with its own windows, and of both the closure counts`() throws {
    var calendar = try Nishinomiya().calendar
    let friday = try date("2026-09-25")
    let saturday = try date("2026-09-26")
    let morning = try OpeningWindow.list("09:00-12:00")
    calendar.closures = [friday]
    calendar.specialOpenings = [saturday: morning]
    #expect(!calendar.isOpenDay(friday))
    #expect(calendar.windows(on: saturday) == morning)
    #expect(calendar.nextOpenDay(after: try date("2026-09-24")) == saturday)
    calendar.closures.insert(saturday)
    #expect(calendar.windows(on: saturday).isEmpty)
    calendar.specialOpenings[try date("2026-09-24")] = morning
    #expect(calendar.windows(on: try date("2026-09-24")) == morning)
  }

  @Test func `weekly windows apply from their first day until the day they end`() throws {
    let window = try #require(OpeningWindow("09:00-12:00"))
    let weekly = WeeklyWindow(
      weekday: .thursday, window: window, validFrom: try date("2026-09-17"), validUntil: try date("2026-10-01"))
    let calendar = BusinessCalendar(weeklyHours: [weekly])
    #expect(calendar.windows(on: try date("2026-09-10")).isEmpty)
    #expect(calendar.windows(on: try date("2026-09-17")) == [window])
    #expect(calendar.windows(on: try date("2026-09-18")).isEmpty)
    #expect(calendar.windows(on: try date("2026-09-24")) == [window])
    #expect(calendar.windows(on: try date("2026-10-01")).isEmpty)
    #expect(calendar.isOpenDay(try date("2026-10-01")))
  }

  @Test func `next and previous open day are inverse, whatever the office closes or opens`() throws {
    var random = SplitMix64(seed: 1_947)
    var calendar = try Nishinomiya().calendar
    let first = try date("2024-01-01").daysSinceEpoch
    for _ in 0..<200 {
      calendar.closures.insert(CivilDate(daysSinceEpoch: first + .random(in: 0..<1_500, using: &random)))
      calendar.specialOpenings[CivilDate(daysSinceEpoch: first + .random(in: 0..<1_500, using: &random))] = []
    }
    for days in first..<(first + 1_500) {
      let day = CivilDate(daysSinceEpoch: days)
      let next = calendar.nextOpenDay(after: day)
      #expect(next > day && calendar.isOpenDay(next))
      #expect(calendar.openDays(in: day.adding(days: 1)..<next).isEmpty)
      if calendar.isOpenDay(day) { #expect(calendar.previousOpenDay(before: next) == day) }
    }
  }

  @Test func `the n-th open day counts open days only`() throws {
    let calendar = try Nishinomiya().calendar
    let friday = try date("2026-09-18")
    #expect(calendar.openDay(2, after: friday) == (try date("2026-09-25")))
    #expect(calendar.openDay(1, after: try date("2026-09-20")) == (try date("2026-09-24")))
    #expect(calendar.openDay(0, after: friday) == friday)
    #expect(calendar.openDay(-3, after: friday) == friday)
  }
}
