import Scheduling
import Testing

@Suite struct RetentionHourTests {
  private let zone = OfficeZone(identifier: "Asia/Tokyo")

  private func due(_ time: String, at now: String) throws -> String? {
    let zone = try #require(zone)
    let due = RetentionHour.due(
      at: try #require(TimeOfDay(time)), now: try #require(Instant(rfc3339: now)), in: zone)
    return due?.rfc3339(in: zone)
  }

  @Test(
    arguments: [
      ("03:00", "2026-09-17T02:59:59+09:00", nil),
      ("03:00", "2026-09-17T03:00:00+09:00", "2026-09-17T03:00:00+09:00"),
      ("03:00", "2026-09-17T05:59:59+09:00", "2026-09-17T03:00:00+09:00"),
      ("03:00", "2026-09-17T06:00:00+09:00", nil),
      ("23:30", "2026-09-17T00:10:00+09:00", "2026-09-16T23:30:00+09:00"),
      ("23:30", "2026-09-17T02:30:00+09:00", nil),
      ("00:00", "2026-09-16T15:00:00Z", "2026-09-17T00:00:00+09:00"),
    ] as [(String, String, String?)])
  func `a run is due from its time on, for three hours of the office's day`(
    time: String, now: String, since: String?
  ) throws {
    #expect(try due(time, at: now) == since)
  }
}
