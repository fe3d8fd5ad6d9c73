import Testing

@testable import Scheduling

@Suite struct OfferDeadlineTests {
  private func deadline(
    of office: Nishinomiya, offered: String, slots: [String], overridden: Bool = false
  ) throws -> Instant {
    OfferDeadline.of(
      offeredAt: try office.time(offered), slots: try slots.map { Slot(start: try office.time($0), minutes: 30) },
      policy: office.policy, calendar: office.calendar, zone: office.zone, cutoffOverridden: overridden)
  }

  @Test(arguments: [
    // The cut-off of the earliest slot comes first …
    ("2026-09-16 09:05", ["2026-09-17 09:00"], "2026-09-17 00:00"),
    ("2026-09-16 09:05", ["2026-09-25 09:00", "2026-09-18 13:00"], "2026-09-18 00:00"),
    // … or the end of the second open day after the offer's day does.
    ("2026-09-16 09:05", ["2026-09-30 09:00"], "2026-09-18 24:00"),
    ("2026-09-18 16:59", ["2026-10-09 09:00"], "2026-09-25 24:00"),
    ("2026-09-20 10:00", ["2026-10-09 09:00"], "2026-09-25 24:00"),
    ("2026-12-28 10:00", ["2027-01-20 09:00"], "2027-01-05 24:00"),
    ("2026-09-16 09:05", [], "2026-09-18 24:00"),
  ])
  func `an offer can be answered until the earlier of cut-off and reply term`(
    offered: String, slots: [String], limit: String
  ) throws {
    let office = try Nishinomiya()
    #expect(try deadline(of: office, offered: offered, slots: slots) == (try office.time(limit)))
  }

  @Test func `an offer whose cut-off was overridden can be answered until its earliest slot`() throws {
    let office = try Nishinomiya()
    let limit = try deadline(
      of: office, offered: "2026-09-17 09:05", slots: ["2026-09-17 15:00", "2026-09-17 10:00"], overridden: true)
    #expect(limit == (try office.time("2026-09-17 10:00")))
  }

  @Test func `the reply term and the cut-off are the office's settings`() throws {
    var office = try Nishinomiya()
    office.policy.offerReplyOpenDays = 1
    #expect(
      try deadline(of: office, offered: "2026-09-18 10:00", slots: ["2026-09-30 09:00"])
        == (try office.time("2026-09-24 24:00")))
    office.policy.confirmCutoff = .previousOpenDayAt(try clock("17:15"))
    #expect(
      try deadline(of: office, offered: "2026-09-18 10:00", slots: ["2026-09-24 09:00"])
        == (try office.time("2026-09-18 17:15")))
  }
}
