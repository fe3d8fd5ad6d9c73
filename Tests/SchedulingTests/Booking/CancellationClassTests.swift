import Testing

@testable import Scheduling

@Suite struct CancellationClassTests {
  @Test(arguments: [
    ("calendar_day_end", "2026-09-23 23:59", CancellationClass.byDayBefore),
    ("calendar_day_end", "2026-09-24 00:00", .sameDay),
    ("calendar_day_end", "2026-09-24 08:59", .sameDay),
    ("previous_open_day_at 17:15", "2026-09-18 17:14", .byDayBefore),
    ("previous_open_day_at 17:15", "2026-09-18 17:15", .sameDay),
  ])
  func `a cancellation is of the day itself from the cut-off on`(
    setting: String, now: String, expected: CancellationClass
  ) throws {
    let office = try Nishinomiya()
    let cutoff = try #require(ConfirmCutoff(setting))
    let actual = CancellationClass.of(
      start: try office.time("2026-09-24 09:00"), now: try office.time(now), cutoff: cutoff,
      calendar: office.calendar, zone: office.zone)
    #expect(actual == expected)
  }
}
