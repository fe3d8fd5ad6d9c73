import Scheduling
import Testing

struct ReminderTests {
  private let office: Nishinomiya
  private var zone: OfficeZone { office.zone }

  init() throws { office = try Nishinomiya() }

  private func at(_ text: String) throws -> Instant { try instant("2026-09-\(text):00+09:00") }

  @Test(arguments: [
    // offered, deadline, reminder; a deadline at midnight ends the day before it
    ("14T09:00", "17T00:00", "15T09:00"),
    ("16T09:00", "19T00:00", "17T09:00"),
    ("14T09:00", "16T17:15", "15T09:00"),
    // that morning is over, or is this very instant: half-way
    ("16T09:00", "17T00:00", "16T16:30"),
    ("15T09:00", "17T00:00", "16T04:30"),
    ("15T10:00", "17T00:00", "16T05:00"),
    ("15T08:59", "17T00:00", "15T09:00"),
    ("16T10:00", "16T12:00", "16T11:00"),
  ])
  func `an unanswered offer is brought to mind the morning before, or half-way`(
    offered: String, deadline: String, reminder: String
  ) throws {
    let due = Reminder.ofUnconfirmed(offeredAt: try at(offered), deadline: try at(deadline), zone: zone)
    #expect(try due == at(reminder))
  }

  @Test func `an offer that ends within two hours is not brought to mind`() throws {
    #expect(try Reminder.ofUnconfirmed(offeredAt: at("16T10:01"), deadline: at("16T12:00"), zone: zone) == nil)
    #expect(try Reminder.ofUnconfirmed(offeredAt: at("16T12:00"), deadline: at("16T12:00"), zone: zone) == nil)
  }

  @Test(
    arguments: [
      ("16T09:00", "24T10:00", "23T09:00"), ("23T08:59", "24T00:00", "23T09:00"), ("23T09:00", "24T10:00", nil),
      ("24T09:00", "24T10:00", nil),
    ] as [(String, String, String?)])
  func `a session is brought to mind the morning before, unless it was made firm later`(
    firm: String, start: String, reminder: String?
  ) throws {
    let due = Reminder.ofSession(at: try at(start), firmAt: try at(firm), zone: zone)
    #expect(try due == reminder.map(at))
  }

  @Test(arguments: [
    // the end of the next open day; 19 to 23 are closed
    ("16T09:00", "28T10:00", "18T00:00"), ("18T09:00", "28T10:00", "25T00:00"),
    // an hour before the session
    ("16T09:00", "17T10:00", "17T09:00"),
    // and never sooner than five minutes
    ("17T09:30", "17T10:00", "17T09:35"),
  ])
  func `A14 gives details one open day, less before the session, and a moment always`(
    firm: String, start: String, end: String
  ) throws {
    let found = DetailsTerm.end(
      firmAt: try at(firm), start: try at(start), calendar: office.calendar, zone: zone)
    #expect(try found == at(end))
  }
}
