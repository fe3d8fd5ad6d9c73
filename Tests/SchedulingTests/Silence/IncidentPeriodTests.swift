import Testing

@testable import Scheduling

/// Whether an incident makes silence nobody's fault (article 9).
@Suite struct IncidentPeriodTests {
  private let start = Instant(secondsSinceEpoch: 1_000_000)
  private var noShowAt: Instant { start.adding(minutes: 10) }
  private let moment = Duration.microseconds(1)

  private func excuses(_ from: Instant, _ end: Instant?, of vendor: Vendor? = nil) -> Bool {
    IncidentPeriod(vendor: vendor, start: from, end: end).excuses(silenceFrom: start, until: noShowAt, vendor: .zoom)
  }

  @Test func `any time shared with the waiting excuses`() {
    #expect(excuses(start, noShowAt))
    #expect(excuses(start - .seconds(60), start + moment))
    #expect(excuses(noShowAt - moment, noShowAt + .seconds(60)))
    #expect(excuses(start + .seconds(60), start + .seconds(61)))
  }

  @Test func `what only touches the waiting excuses nothing`() {
    #expect(!excuses(start - .seconds(60), start))
    #expect(!excuses(noShowAt, noShowAt + .seconds(60)))
  }

  @Test func `one without an end excuses whatever comes after its start`() {
    #expect(excuses(start - .seconds(86_400 * 30), nil))
    #expect(!excuses(noShowAt, nil))
  }

  @Test func `a vendor's incident excuses its own sessions, one without a vendor all`() {
    #expect(excuses(start, nil, of: .zoom))
    #expect(!excuses(start, nil, of: .teleoffice))
  }

  @Test func `it ends after it began, and lasts a year at most`() throws {
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
