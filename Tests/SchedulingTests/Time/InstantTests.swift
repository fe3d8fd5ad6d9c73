import Randomness
import Testing

@testable import Scheduling

@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0),
    ("2026-09-17T09:00:00+09:00", 1_789_603_200_000_000),
    ("2026-09-17t00:00:00.5z", 1_789_603_200_500_000),
    ("2026-09-17T00:00:00.000001-00:00", 1_789_603_200_000_001),
    ("1969-12-31T23:59:59.999999Z", -1),
  ])
  func `a date-time of RFC 3339 is read`(text: String, microseconds: Int64) {
    #expect(Instant(rfc3339: text)?.microseconds == microseconds)
  }

  @Test(arguments: [
    "", "2026-09-17", "2026-09-17T09:00:00", "2026-09-17T09:00+09:00", "2026-09-17 09:00:00+09:00",
    "2026-09-17T09:00:00+0900", "2026-09-17T09:00:00+09", "2026-09-17T09:00:00,5Z", "2026-09-17T09:00:00.Z",
    "2026-09-17T09:00:00.1234567Z", "2026-06-30T23:59:60Z", "2026-09-17T24:00:00Z", "2026-09-17T09:60:00Z",
    "2026-02-29T09:00:00Z", "2026-13-01T09:00:00Z", "2026-00-01T09:00:00Z", "2026-09-00T09:00:00Z",
    "1899-12-31T23:59:59Z", "2201-01-01T00:00:00Z", "2026-09-17T09:00:00+24:00", "2026-09-17T09:00:00+09:60",
    "2026-09-17T09:00:00Z ", " 2026-09-17T09:00:00Z", "+026-09-17T09:00:00Z", "２０２６-09-17T09:00:00Z",
    "20260917T090000Z", "2026-09-17T09:00:00Z\u{0}",
  ])
  func `anything else is refused`(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test func `an instant is written in the office's local time and in UTC`() throws {
    let office = try Nishinomiya()
    let nine = try instant("2026-09-17T00:00:00Z")
    #expect(nine.rfc3339(in: office.zone) == "2026-09-17T09:00:00+09:00")
    #expect(nine.rfc3339UTC == "2026-09-17T00:00:00Z")
    #expect((nine + .milliseconds(120)).rfc3339UTC == "2026-09-17T00:00:00.12Z")
    #expect((nine - .microseconds(1)).rfc3339UTC == "2026-09-16T23:59:59.999999Z")
  }

  @Test(arguments: [
    "Asia/Tokyo", "UTC", "America/St_Johns", "Asia/Kathmandu", "America/Los_Angeles", "Africa/Monrovia",
  ])
  func `what is written is read back as the same instant`(identifier: String) throws {
    let zone = try #require(OfficeZone(identifier: identifier))
    let first = try instant("1900-01-03T00:00:00Z").microseconds
    let last = try instant("2200-12-29T00:00:00Z").microseconds
    var random = SplitMix64(seed: 20_230_116)
    for _ in 0..<2_000 {
      let original = Instant(microseconds: .random(in: first...last, using: &random))
      #expect(Instant(rfc3339: original.rfc3339(in: zone)) == original)
      #expect(Instant(rfc3339: original.rfc3339UTC) == original)
    }
  }

  @Test func `adding and subtracting are inverse, and saturate instead of trapping`() throws {
    let noon = try instant("2026-09-17T12:00:00Z")
    #expect(noon + .seconds(90) - .seconds(90) == noon)
    #expect((noon + .seconds(90)) - noon == .seconds(90))
    #expect(noon.adding(minutes: -15) - noon == .seconds(-900))
    #expect(Instant(microseconds: .max) + .seconds(1) == Instant(microseconds: .max))
    #expect(Instant(microseconds: .min) - .seconds(1) == Instant(microseconds: .min))
    #expect(noon.adding(minutes: .max) == Instant(microseconds: .max))
    #expect(Instant(microseconds: -1).adding(minutes: .min) == Instant(microseconds: .min))
    #expect(Instant(microseconds: -2) - .seconds(Int64.max) == Instant(microseconds: .min))
    #expect(Instant(microseconds: .min) < noon)
  }
}
