import Randomness
import Testing

@testable import Scheduling

/// The parts of a slot: by local days, and around what stays.
@Suite struct SlotPartsTests {
  private let office: Nishinomiya

  init() throws { office = try Nishinomiya() }

  private func slot(_ start: String, _ end: String) throws -> Slot {
    Slot(start: try office.time(start), end: try office.time(end))
  }

  @Test func `several days are one part each`() throws {
    let parts = try slot("2026-09-16 15:00", "2026-09-18 10:00").dailyParts(in: office.zone)
    #expect(
      parts
        == (try [
          slot("2026-09-16 15:00", "2026-09-17 00:00"), slot("2026-09-17 00:00", "2026-09-18 00:00"),
          slot("2026-09-18 00:00", "2026-09-18 10:00"),
        ]))
  }

  @Test func `what ends at midnight has no time of the next day`() throws {
    let day = try slot("2026-09-16 00:00", "2026-09-17 00:00")
    #expect(day.days(in: office.zone) == [try date("2026-09-16")])
    #expect(day.dailyParts(in: office.zone) == [day])
    #expect(try slot("2026-09-16 00:00", "2026-09-16 00:00").dailyParts(in: office.zone).isEmpty)
  }

  @Test func `parts meet without a gap and none lasts longer than 24 hours, wherever clocks are changed`() throws {
    var random = SplitMix64(seed: 3)
    for name in ["Asia/Tokyo", "Europe/Berlin", "America/St_Johns"] {
      let zone = try #require(OfficeZone(identifier: name))
      for _ in 0..<200 {
        let start = Instant(secondsSinceEpoch: Int64.random(in: 1_700_000_000...1_900_000_000, using: &random))
        let whole = Slot(start: start, minutes: Int.random(in: 1...60 * 24 * 40, using: &random))
        let parts = whole.dailyParts(in: zone)
        #expect(parts.first?.start == whole.start && parts.last?.end == whole.end)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.end == $1.start })
        #expect(parts.allSatisfy { $0.start < $0.end && $0.duration <= .seconds(86_400) })
        #expect(parts.allSatisfy { $0.days(in: zone).count == 1 })
      }
    }
  }

  @Test func `what stays is left out, wherever it lies`() throws {
    let day = try slot("2026-09-16 09:00", "2026-09-16 16:00")
    let others = try [
      slot("2026-09-16 13:00", "2026-09-16 13:30"), slot("2026-09-16 08:30", "2026-09-16 09:15"),
      slot("2026-09-16 13:15", "2026-09-16 14:00"), slot("2026-09-16 16:00", "2026-09-16 17:00"),
    ]
    #expect(
      day.subtracting(others)
        == (try [slot("2026-09-16 09:15", "2026-09-16 13:00"), slot("2026-09-16 14:00", "2026-09-16 16:00")]))
    #expect(day.subtracting([]) == [day])
    #expect(day.subtracting([day]).isEmpty)
  }
}
