import Testing

@testable import Scheduling

@Suite struct ConfirmCutoffTests {
  @Test(arguments: [
    ("calendar_day_end", "2026-09-24 09:00", "2026-09-23 24:00"),
    ("calendar_day_at 17:15", "2026-09-24 09:00", "2026-09-23 17:15"),
    ("previous_open_day_at 17:15", "2026-09-24 09:00", "2026-09-18 17:15"),
    ("calendar_day_end", "2027-01-04 15:30", "2027-01-03 24:00"),
    ("calendar_day_at 17:15", "2027-01-04 15:30", "2027-01-03 17:15"),
    ("previous_open_day_at 17:15", "2027-01-04 15:30", "2026-12-28 17:15"),
  ])
  func `前日まで is read as the office has set it`(setting: String, start: String, limit: String) throws {
    let office = try Nishinomiya()
    let cutoff = try #require(ConfirmCutoff(setting))
    let instant = cutoff.instant(forSlotAt: try office.time(start), calendar: office.calendar, zone: office.zone)
    #expect(instant == (try office.time(limit)))
  }

  @Test func `no cut-off is later than its slot`() throws {
    let office = try Nishinomiya()
    let late = try clock("23:59")
    for start in [try office.time("2026-09-24 00:00"), try office.time("2026-09-24 00:01")] {
      for cutoff: ConfirmCutoff in [.calendarDayEnd, .calendarDayAt(late), .previousOpenDayAt(late)] {
        #expect(cutoff.instant(forSlotAt: start, calendar: office.calendar, zone: office.zone) <= start)
      }
    }
  }

  @Test(arguments: ["calendar_day_end", "calendar_day_at 00:00", "calendar_day_at 23:59", "previous_open_day_at 17:15"])
  func `a setting is read back as written`(text: String) {
    #expect(ConfirmCutoff(text)?.description == text)
  }

  @Test(arguments: [
    "", "calendar_day_end ", "calendar_day_end 17:15", "calendar_day_at", "calendar_day_at 24:00",
    "calendar_day_at  17:15", "previous_open_day_at", "previous_open_day_at 17:15 ", "Calendar_day_end",
  ])
  func `any other setting is refused`(text: String) {
    #expect(ConfirmCutoff(text) == nil)
  }
}
