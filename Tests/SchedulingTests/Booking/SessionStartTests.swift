import Testing

@testable import Scheduling

@Suite struct SessionStartTests {
  @Test func `a session may start from 15 minutes before its time`() throws {
    let office = try Nishinomiya()
    let start = try office.time("2026-09-17 09:00")
    let earliest = try office.time("2026-09-17 08:45")
    try SessionStart.check(start: start, now: earliest)
    try SessionStart.check(start: start, now: start)
    #expect(throws: DomainError.tooEarly(from: earliest)) {
      try SessionStart.check(start: start, now: earliest - .microseconds(1))
    }
  }
}
