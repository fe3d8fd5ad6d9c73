import Testing

@testable import Scheduling

@Suite struct DeadlinesTests {
  let office: Nishinomiya

  init() throws {
    office = try Nishinomiya()
  }

  @Test func `at 10:09:59 a silent booking is confirmed, at 10:10:00 it is a no-show`() throws {
    let start = try office.time("2026-09-17 10:00")
    let deadlines = Deadlines(noShowAt: Deadlines.noShowAt(start: start, policy: office.policy))
    let early = try instant("2026-09-17T10:09:59+09:00")
    let late = try instant("2026-09-17T10:10:00+09:00")
    #expect(deadlines.effectiveStatus(of: .confirmed, at: early) == .confirmed)
    #expect(deadlines.effectiveStatus(of: .confirmed, at: late - .microseconds(1)) == .confirmed)
    #expect(deadlines.effectiveStatus(of: .confirmed, at: late) == .noShow)
    #expect(
      deadlines.dueTransition(from: .confirmed, at: late + .seconds(90))
        == DueTransition(to: .noShow, occurredAt: late))
  }

  @Test func `an unanswered offer lapses at the very instant of its deadline`() throws {
    let deadline = try office.time("2026-09-17 00:00")
    let deadlines = Deadlines(lapsesAt: deadline)
    #expect(deadlines.effectiveStatus(of: .offered, at: deadline - .microseconds(1)) == .offered)
    #expect(deadlines.effectiveStatus(of: .offered, at: deadline) == .lapsed)
    #expect(deadlines.dueTransition(from: .offered, at: deadline.adding(minutes: 600))?.occurredAt == deadline)
  }

  @Test func `only an offer lapses and only a firm booking can be a no-show`() {
    let past = Instant(microseconds: 0)
    let deadlines = Deadlines(lapsesAt: past, noShowAt: past)
    for status in BookingStatus.allCases where status != .offered && status != .confirmed {
      #expect(deadlines.dueTransition(from: status, at: Instant(microseconds: .max)) == nil)
      #expect(deadlines.effectiveStatus(of: status, at: Instant(microseconds: .max)) == status)
    }
  }

  @Test func `without a deadline nothing happens by itself`() {
    for status in BookingStatus.allCases {
      #expect(Deadlines().effectiveStatus(of: status, at: Instant(microseconds: .max)) == status)
    }
  }

  @Test func `the minutes until a no-show are the office's setting`() throws {
    var policy = office.policy
    policy.noShowMinutes = 15
    let start = try office.time("2026-09-17 10:00")
    #expect(Deadlines.noShowAt(start: start, policy: policy) == (try office.time("2026-09-17 10:15")))
  }
}
