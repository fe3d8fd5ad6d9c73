import Testing

@testable import Scheduling

@Suite struct IncidentPeriodTests {
  @Test func `it ends after it began, and lasts a year at most`() throws {
    let start = Instant(secondsSinceEpoch: 1_000_000)
    let moment = Duration.microseconds(1)
    let year = Duration.seconds(IncidentPeriod.maxDays * 86_400)
    try IncidentPeriod(vendor: nil, start: start, end: start + moment).check()
    try IncidentPeriod(vendor: nil, start: start, end: start + year).check()
    try IncidentPeriod(vendor: nil, start: start, end: nil).check()
    #expect(throws: DomainError.rangeEmpty) { try IncidentPeriod(vendor: nil, start: start, end: start).check() }
    #expect(throws: DomainError.rangeTooLong(maxDays: 366)) {
      try IncidentPeriod(vendor: nil, start: start, end: start + year + moment).check()
    }
  }
}
