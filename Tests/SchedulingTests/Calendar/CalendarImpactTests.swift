import Randomness
import Testing

@testable import Scheduling

@Suite struct CalendarImpactTests {
  let office: Nishinomiya

  init() throws { office = try Nishinomiya() }

  private func booking(_ starts: String...) throws -> LiveBooking {
    LiveBooking(
      id: BookingID(), status: starts.count == 1 ? .confirmed : .offered,
      slots: try starts.map { Slot(start: try office.time($0), minutes: 30) })
  }

  private func impact(
    on bookings: LiveBooking..., after change: (inout BusinessCalendar) throws -> Void
  ) rethrows -> CalendarImpact {
    var after = office.rules
    try change(&after.calendar)
    return CalendarImpact(on: bookings, from: office.rules, to: after)
  }

  @Test func `a closure displaces the bookings of its day and no other`() throws {
    let (friday, thursday) = (try booking("2026-09-25 09:00"), try booking("2026-09-24 09:00"))
    let found = try impact(on: friday, thursday) { $0.closures = [try date("2026-09-25")] }
    #expect(found.displaced(by: .closedDay) == [friday.id])
    #expect(found.displaced(by: .outsideHours).isEmpty && found.settled.isEmpty)
    #expect(found.displaced.map(\.slot) == friday.slots)
  }

  @Test func `a special opening displaces what its windows leave out`() throws {
    let (morning, afternoon) = (try booking("2026-09-25 09:00"), try booking("2026-09-25 13:00"))
    let found = try impact(on: morning, afternoon) {
      $0.specialOpenings = [try date("2026-09-25"): try OpeningWindow.list("09:00-12:00")]
    }
    #expect(found.displaced(by: .outsideHours) == [afternoon.id])
  }

  @Test func `of an offer each time is judged by itself`() throws {
    let offered = try booking("2026-09-24 09:00", "2026-09-25 09:00", "2026-09-25 13:00")
    let found = try impact(on: offered) { $0.closures = [try date("2026-09-25")] }
    #expect(found.displaced.map(\.slot) == Array(offered.slots.dropFirst()))
    #expect(found.displaced(by: .closedDay) == [offered.id])
  }

  @Test func `a time that an override put there is not displaced by a change that leaves it there`() throws {
    let saturday = try booking("2026-09-26 09:00")
    #expect(try impact(on: saturday) { $0.closures = [try date("2026-09-26")] }.displaced.isEmpty)
    let opened = try impact(on: saturday) {
      $0.specialOpenings = [try date("2026-09-26"): try OpeningWindow.list("13:00-16:00")]
    }
    #expect(opened.displaced(by: .outsideHours) == [saturday.id])
    #expect(opened.settled == [.closedDay: [saturday.id]])
  }

  @Test func `a grid that no longer fits displaces nothing`() throws {
    let found = try impact(on: try booking("2026-09-24 09:30")) {
      $0.weeklyHours = WeeklyWindow.mondayToFriday(try OpeningWindow.list("09:10-12:10"))
    }
    #expect(found.displaced.isEmpty)
  }

  @Test func `what a change displaces its taking back settles, whatever the calendars`() throws {
    var random = SplitMix64(seed: 6_5)
    let first = try date("2026-09-01").daysSinceEpoch
    for _ in 0..<200 {
      let bookings = try (0..<20).map { _ in
        let day = CivilDate(daysSinceEpoch: first + .random(in: 0..<60, using: &random))
        return try booking("\(day) \(["09:00", "11:30", "13:00", "15:30"].randomElement(using: &random) ?? "09:00")")
      }
      var after = office.rules
      for _ in 0..<10 {
        let day = CivilDate(daysSinceEpoch: first + .random(in: 0..<60, using: &random))
        if Bool.random(using: &random) {
          after.calendar.closures.insert(day)
        } else {
          after.calendar.specialOpenings[day] = try OpeningWindow.list("13:00-16:00")
        }
      }
      let there = CalendarImpact(on: bookings, from: office.rules, to: after)
      let back = CalendarImpact(on: bookings, from: after, to: office.rules)
      for misfit in Misfit.allCases {
        #expect(there.displaced(by: misfit) == back.settled[misfit] ?? [])
        #expect(back.displaced(by: misfit) == there.settled[misfit] ?? [])
      }
      for booking in bookings {
        let fits = booking.slots.allSatisfy { after.misfit(of: $0) == nil }
        let fitted = booking.slots.allSatisfy { office.rules.misfit(of: $0) == nil }
        #expect(!fitted || fits != there.displaced.contains { $0.booking == booking.id })
      }
    }
  }
}
