import Testing

@testable import Scheduling

@Suite struct TimeOfDayTests {
  @Test func `every minute from 00:00 to 24:00 is read back as written`() throws {
    for minutes in 0...1440 {
      let time = try #require(TimeOfDay(minutes: minutes))
      #expect(TimeOfDay(time.description) == time)
    }
    #expect(TimeOfDay("24:00") == .endOfDay)
    #expect(TimeOfDay("00:00") == .midnight)
  }

  @Test(arguments: ["", "9:00", "09:0", "09:60", "24:01", "25:00", "0900", "09:00:00", " 09:00", "-1:00", "０９:00"])
  func `what no clock shows is refused`(text: String) {
    #expect(TimeOfDay(text) == nil)
  }

  @Test func `minutes outside a day are refused`() {
    #expect(TimeOfDay(minutes: -1) == nil)
    #expect(TimeOfDay(minutes: 1441) == nil)
  }
}
