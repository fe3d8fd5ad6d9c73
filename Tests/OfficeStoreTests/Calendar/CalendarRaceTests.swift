import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct CalendarRaceTests {
  /// Either the booking came first and has a task, or the closure did and the day takes no more.
  @Test func `a closure and the confirmations of its day come one after the other`() async throws {
    let database = try await TestDatabase.make(connections: 8)
    let office = database.nishinomiya
    for day in [17, 18, 24, 25, 28, 29, 30] {
      let offered = [
        try await office.offered(.september(day, 10)), try await office.offered(.september(day, 10)),
        try await office.offered(.september(day, 11)),
      ]
      let (outcomes, displaced) = try await withThrowingTaskGroup(of: [Displacement]?.self) { group in
        for booking in offered {
          group.addTask {
            await confirm(booking.id, booking.offer?.slots.first?.start ?? .september(day, 10), in: office)
            return nil
          }
        }
        group.addTask { try await office.close(day) }
        return try await group.reduce(into: (0, [Displacement]())) { sum, displaced in
          sum.0 += 1
          sum.1 += displaced ?? []
        }
      }
      #expect(outcomes == 4)
      // an offer that was not confirmed in time is told as well: its times lie on the day too
      #expect(Set(displaced.map(\.booking)) == Set(offered.map(\.id)))
      for booking in offered {
        let now = try await office.read(booking.id)
        let told = try #require(displaced.first { $0.booking == booking.id })
        #expect(now.status == told.status, "a booking was confirmed on a day that was closed already")
      }
    }
    let untold = try await database.check(
      """
      SELECT b.id FROM bookings b WHERE b.status = 'confirmed' AND NOT EXISTS (
        SELECT FROM tasks t WHERE t.office_id = b.office_id AND t.booking_id = b.id AND t.kind = 'closed_day'
          AND t.closed_at IS NULL)
      """)
    #expect(untold.isEmpty)
  }

  /// Confirms, or hears that the day is closed.
  private func confirm(_ id: BookingID, _ start: Instant, in office: TestOffice) async {
    do throws(DomainError) {
      try await office.confirm(id, start)
    } catch {
      #expect(error == .slot(.closedDay, index: 0))
    }
  }

  @Test func `an application that waits for a closure is judged by it`() async throws {
    let database = try await TestDatabase.make(connections: 8)
    let office = database.nishinomiya
    for day in [17, 18, 24, 25] {
      async let closing = office.close(day)
      async let applying = received(on: day, in: office)
      _ = try await (closing, applying)
      #expect(await received(on: day, in: office) == false)
    }
  }

  private func received(on day: Int, in office: TestOffice) async -> Bool {
    do throws(DomainError) {
      _ = try await office.receive(.complete(wishes: [.september(day, 10)]))
      return true
    } catch {
      #expect(error == .slot(.closedDay, index: 0))
      return false
    }
  }
}
