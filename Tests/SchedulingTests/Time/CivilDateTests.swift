import Testing

@testable import Scheduling

@Suite struct CivilDateTests {
  @Test func `every day of 1900 to 2200 follows the one before and survives the round trip`() throws {
    let first = try date("1900-01-01")
    let last = try date("2200-12-31")
    var previous = first.adding(days: -1)
    var count = 0
    for days in first.daysSinceEpoch...last.daysSinceEpoch {
      let day = CivilDate(daysSinceEpoch: days)
      #expect(day.daysSinceEpoch == days)
      #expect(CivilDate(year: day.year, month: day.month, day: day.day) == day)
      #expect(CivilDate(iso: day.iso) == day)
      #expect(previous < day)
      #expect(day.weekday.rawValue == previous.weekday.rawValue % 7 + 1)
      previous = day
      count += 1
    }
    #expect(count == 109_938)
  }

  @Test(arguments: [("1970-01-01", 0), ("2000-03-01", 11_017), ("1900-01-01", -25_567), ("2026-09-17", 20_713)])
  func `known days have their known numbers`(iso: String, days: Int) throws {
    #expect(try date(iso).daysSinceEpoch == days)
  }

  @Test(arguments: [
    ("2026-09-17", Weekday.thursday), ("1970-01-01", .thursday), ("2026-05-03", .sunday), ("1945-08-15", .wednesday),
  ])
  func `known days have their known weekdays`(iso: String, weekday: Weekday) throws {
    #expect(try date(iso).weekday == weekday)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "1899-12-31", "2201-01-01",
    "2026-9-17", "2026/09/17", "2026-09-17 ", "26-09-17", "", "２０２６-09-17",
  ])
  func `what is no day of the calendar is refused`(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test func `leap days exist where they should`() {
    #expect(CivilDate(iso: "2000-02-29") != nil)
    #expect(CivilDate(iso: "2028-02-29") != nil)
    #expect(CivilDate(iso: "2100-02-29") == nil)
  }

  @Test func `a fiscal year runs from April to March`() throws {
    let year = FiscalYear(containing: try date("2027-03-31"))
    #expect(year == FiscalYear(2026))
    #expect(FiscalYear(containing: try date("2027-04-01")) == FiscalYear(2027))
    #expect(year.days == (try date("2026-04-01"))..<(try date("2027-04-01")))
    #expect(FiscalYear(9_999).days.isEmpty)
  }
}
