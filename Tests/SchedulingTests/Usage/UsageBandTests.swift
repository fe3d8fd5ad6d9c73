import Scheduling
import Testing

@Suite struct UsageBandTests {
  @Test func `a band has begun from its first instant on`() throws {
    let zone = try #require(OfficeZone(identifier: "Asia/Tokyo"))
    let nine = try #require(Instant(rfc3339: "2026-09-16T09:00:00+09:00"))
    let day = try #require(CivilDate(iso: "2026-09-16"))
    #expect(UsageBand(date: day, hour: 9).hasBegun(at: nine, in: zone))
    #expect(!UsageBand(date: day, hour: 9).hasBegun(at: nine - .microseconds(1), in: zone))
    #expect(!UsageBand(date: day, hour: 10).hasBegun(at: nine, in: zone))
    #expect(UsageBand(date: day.adding(days: -1), hour: 23).hasBegun(at: nine, in: zone))
    #expect(!UsageBand(date: day.adding(days: 1), hour: 0).hasBegun(at: nine, in: zone))
  }
}
