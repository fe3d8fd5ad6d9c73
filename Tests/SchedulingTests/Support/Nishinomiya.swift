import Testing

@testable import Scheduling

/// The office of the examples: 09:00-12:00 and 13:00-16:00 on weekdays, in Asia/Tokyo.
struct Nishinomiya {
  let zone: OfficeZone
  var calendar: BusinessCalendar
  var policy = OfficePolicy()

  init() throws {
    zone = try #require(OfficeZone(identifier: "Asia/Tokyo"))
    calendar = BusinessCalendar(weeklyHours: .mondayToFriday(try OpeningWindow.list("09:00-12:00;13:00-16:00")))
  }

  var rules: SlotRules {
    SlotRules(calendar: calendar, zone: zone, gridMinutes: policy.gridMinutes)
  }

  var availability: Availability {
    Availability(rules: rules, confirmCutoff: policy.confirmCutoff)
  }

  /// A wall-clock time in the office, `2026-09-17 09:00`.
  func time(_ text: String) throws -> Instant {
    let parts = text.split(separator: " ").map(String.init)
    try #require(parts.count == 2)
    return zone.instant(of: try date(parts[0]), at: try clock(parts[1]))
  }
}

func date(_ iso: String) throws -> CivilDate {
  try #require(CivilDate(iso: iso))
}

func clock(_ text: String) throws -> TimeOfDay {
  try #require(TimeOfDay(text))
}

func instant(_ rfc3339: String) throws -> Instant {
  try #require(Instant(rfc3339: rfc3339))
}

extension [WeeklyWindow] {
  static func mondayToFriday(_ windows: [OpeningWindow]) -> Self {
    WeeklyWindow.mondayToFriday(windows)
  }
}
