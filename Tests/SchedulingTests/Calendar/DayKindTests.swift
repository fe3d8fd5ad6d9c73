import Randomness
import Testing

@testable import Scheduling

@Suite struct DayKindTests {
  @Test(arguments: [
    ("2026-09-17", DayKind.openDay), ("2026-09-19", .weekend), ("2026-09-20", .weekend), ("2026-09-22", .holiday),
    ("2026-12-28", .openDay), ("2026-12-29", .yearEnd), ("2027-01-01", .holiday), ("2027-01-03", .yearEnd),
    ("2027-01-04", .openDay), ("2026-05-03", .holiday), ("2026-05-06", .holiday), ("2025-11-23", .holiday),
  ])
  func `a day is told with the reason that the law gives`(iso: String, kind: DayKind) throws {
    #expect(try Nishinomiya().calendar.kind(of: try date(iso)) == kind)
  }

  @Test func `the office's own decision comes before the law's`() throws {
    var calendar = try Nishinomiya().calendar
    let (thursday, holiday) = (try date("2026-09-17"), try date("2026-09-22"))
    calendar.closures = [thursday]
    calendar.specialOpenings = [holiday: try OpeningWindow.list("09:00-12:00")]
    #expect(calendar.kind(of: thursday) == .closure)
    #expect(calendar.kind(of: holiday) == .specialOpening)
    calendar.closures.insert(holiday)
    #expect(calendar.kind(of: holiday) == .closure)
  }

  @Test func `a day is open exactly when its kind says so, and only then has windows`() throws {
    var random = SplitMix64(seed: 20_260_916)
    var calendar = try Nishinomiya().calendar
    let first = try date("2025-01-01").daysSinceEpoch
    for _ in 0..<100 {
      calendar.closures.insert(CivilDate(daysSinceEpoch: first + .random(in: 0..<800, using: &random)))
      calendar.specialOpenings[CivilDate(daysSinceEpoch: first + .random(in: 0..<800, using: &random))] =
        try OpeningWindow.list("10:00-11:00")
    }
    for days in first..<(first + 800) {
      let day = CivilDate(daysSinceEpoch: days)
      #expect(calendar.isOpenDay(day) == calendar.kind(of: day).isOpen)
      #expect(calendar.windows(on: day).isEmpty == !calendar.kind(of: day).isOpen)
    }
  }
}
