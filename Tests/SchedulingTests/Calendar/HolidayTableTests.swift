import Testing

@testable import Scheduling

@Suite struct HolidayTableTests {
  @Test func `a year in the imported table is taken from the table alone`() throws {
    let moved = Holiday(date: try date("2030-06-03"), name: "休日", isProvisional: true)
    let table = HolidayTable(imported: [moved])
    #expect(table.holidays(in: 2030).map(\.date) == [moved.date])
    #expect(table.holiday(on: moved.date)?.isProvisional == false)
    #expect(!table.isHoliday(try date("2030-01-01")))
    #expect(!HolidayTable.byLaw.isHoliday(moved.date))
  }

  @Test func `every other year is computed`() throws {
    let table = HolidayTable(imported: [Holiday(date: try date("2030-06-03"), name: "休日")])
    #expect(table.holidays(in: 2031) == HolidayTable.byLaw.holidays(in: 2031))
    #expect(table.isHoliday(try date("2029-01-01")))
  }

  @Test func `of two entries for one day the last one counts`() throws {
    let day = try date("2030-01-01")
    let table = HolidayTable(imported: [Holiday(date: day, name: "元旦"), Holiday(date: day, name: "元日")])
    #expect(table.holiday(on: day)?.name == "元日")
  }
}
