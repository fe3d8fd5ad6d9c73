import Randomness
import Testing

@testable import Scheduling

@Suite struct WeeklyWindowTests {
  private func window(
    _ weekday: Weekday, _ text: String, from: String? = nil, until: String? = nil
  ) throws -> WeeklyWindow {
    WeeklyWindow(
      weekday: weekday, window: try #require(OpeningWindow(text)), validFrom: try from.map(date),
      validUntil: try until.map(date))
  }

  @Test func `two windows overlap when they share weekday, time and days`() throws {
    let always = try window(.monday, "09:00-12:00")
    #expect(always.overlaps(try window(.monday, "11:59-13:00")))
    #expect(!always.overlaps(try window(.tuesday, "09:00-12:00")))
    #expect(!always.overlaps(try window(.monday, "12:00-13:00")))
    let until = try window(.monday, "09:00-12:00", until: "2026-10-01")
    #expect(!until.overlaps(try window(.monday, "09:00-12:00", from: "2026-10-01")))
    #expect(until.overlaps(try window(.monday, "09:00-12:00", from: "2026-09-30")))
    #expect(until.overlaps(always) && always.overlaps(until))
  }

  @Test func `windows that apply together on some day overlap exactly when their times do`() throws {
    var random = SplitMix64(seed: 9_12)
    let first = try date("2026-09-01")
    func some() throws -> WeeklyWindow {
      let from = Int.random(in: 0..<5, using: &random)
      let start = Int.random(in: -3..<25, using: &random)
      let end = start + .random(in: 7..<25, using: &random)
      return WeeklyWindow(
        weekday: [.monday, .tuesday].randomElement(using: &random) ?? .monday,
        window: try #require(OpeningWindow("0\(from):00-0\(from + 2):00")),
        validFrom: start < 0 ? nil : first.adding(days: start), validUntil: end > 30 ? nil : first.adding(days: end))
    }
    for _ in 0..<2_000 {
      let (one, other) = (try some(), try some())
      let together = (-30..<90).map { first.adding(days: $0) }.contains { one.applies(on: $0) && other.applies(on: $0) }
      let share = one.window.overlaps(other.window)
      if together { #expect(one.overlaps(other) == share) }
      #expect(one.overlaps(other) == other.overlaps(one))
      if !one.overlaps(other) { #expect(!(together && share)) }
    }
  }

  @Test func `a weekday is said by its English name`() {
    #expect(Weekday.monday.name == "monday")
    for weekday in Weekday.allCases { #expect(Weekday(name: weekday.name) == weekday) }
    for name in ["", "Monday", "mon", "1", "月"] { #expect(Weekday(name: name) == nil) }
  }
}
