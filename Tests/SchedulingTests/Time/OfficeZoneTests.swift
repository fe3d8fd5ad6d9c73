import Randomness
import Testing

@testable import Scheduling

@Suite struct OfficeZoneTests {
  @Test(arguments: ["Asia/Tokyo", "America/New_York", "Europe/London", "Pacific/Chatham", "Asia/Kolkata", "UTC"])
  func `a local time that exists once is read back from its instant`(identifier: String) throws {
    let zone = try #require(OfficeZone(identifier: identifier))
    let days = try date("1955-01-01").daysSinceEpoch...(try date("2060-12-31")).daysSinceEpoch
    var random = SplitMix64(seed: 6)
    for _ in 0..<2_000 {
      let day = CivilDate(daysSinceEpoch: .random(in: days, using: &random))
      // Noon is never skipped or repeated by a change of the clock.
      let time = try #require(TimeOfDay(hour: 12, minute: .random(in: 0...59, using: &random)))
      let instant = zone.instant(of: day, at: time)
      #expect(zone.localDate(of: instant) == day)
      #expect(zone.timeOfDay(of: instant) == time)
    }
  }

  @Test func `in Tokyo every minute of a day is itself, and 24:00 is the next midnight`() throws {
    let office = try Nishinomiya()
    let day = try date("2026-09-17")
    for minutes in 0..<1440 {
      let time = try #require(TimeOfDay(minutes: minutes))
      let instant = office.zone.instant(of: day, at: time) + .seconds(59)
      #expect(office.zone.localDate(of: instant) == day)
      #expect(office.zone.timeOfDay(of: instant) == time)
    }
    #expect(
      office.zone.instant(of: day, at: .endOfDay) == office.zone.instant(of: day.adding(days: 1), at: .midnight))
  }

  @Test func `Tokyo had daylight saving time until 1951`() throws {
    let office = try Nishinomiya()
    #expect(try instant("1950-07-01T00:00:00Z").rfc3339(in: office.zone) == "1950-07-01T10:00:00+10:00")
    #expect(try instant("1951-12-31T23:59:59Z").rfc3339(in: office.zone) == "1952-01-01T08:59:59+09:00")
    #expect(try instant("1952-01-01T00:00:00Z").rfc3339(in: office.zone) == "1952-01-01T09:00:00+09:00")
  }

  @Test func `a time in a gap is read with the offset before it`() throws {
    let zone = try #require(OfficeZone(identifier: "America/New_York"))
    let skipped = zone.instant(of: try date("2026-03-08"), at: try clock("02:30"))
    #expect(skipped.rfc3339(in: zone) == "2026-03-08T03:30:00-04:00")
  }

  @Test func `a time that happens twice is the first of the two`() throws {
    let zone = try #require(OfficeZone(identifier: "America/New_York"))
    let twice = zone.instant(of: try date("2026-11-01"), at: try clock("01:30"))
    #expect(twice.rfc3339(in: zone) == "2026-11-01T01:30:00-04:00")
  }

  @Test func `a day that begins after midnight begins when the gap ends`() throws {
    let zone = try #require(OfficeZone(identifier: "America/Santiago"))
    let midnight = zone.instant(of: try date("2026-09-06"), at: .midnight)
    #expect(midnight.rfc3339(in: zone) == "2026-09-06T01:00:00-03:00")
  }

  @Test(arguments: ["", "JST", "GMT+9", "+09:00", "Asia/Tokio", "asia/tokyo", "../etc/passwd", "Tokyo"])
  func `what is no name of the IANA database is refused`(identifier: String) {
    #expect(OfficeZone(identifier: identifier) == nil)
  }
}
