import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

struct RaceTests {
  @Test func `of thirty-two users who confirm one slot at once exactly one wins`() async throws {
    let database = try await TestDatabase.make(connections: 32)
    let office = database.kobe
    try await office.setPolicy { $0.holdOffers = false }
    let slot = Instant.september(17, 10)
    var bookings: [BookingID] = []
    for _ in 0..<32 { bookings.append(try await office.offered(slot).id) }

    let outcomes = await withTaskGroup(of: DomainError?.self) { group in
      for id in bookings {
        group.addTask {
          await confirm(id, slot, in: office)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 == nil } == 1)
    #expect(outcomes.count { $0 == .slotTaken(bookings: []) } == 31)
    #expect(try await office.list(.confirmed).count == 1)
    #expect(try await office.list(.offered).count == 31)
    #expect(try await database.check("SELECT 1 FROM allocations").count == 1)
  }

  @Test func `two offers of two slots each in opposite order end with one of them`() async throws {
    let database = try await TestDatabase.make(connections: 8)
    let office = database.kobe
    let slots = [Instant.september(17, 10), .september(17, 11)]
    for round in 0..<5 {
      let starts = slots.map { $0 + .seconds(86_400 * [0, 1, 7, 8, 12][round]) }
      let first = try await office.receive(.complete(wishes: starts)).id
      let second = try await office.receive(.complete(wishes: starts)).id
      let attempts = await withTaskGroup(of: DomainError?.self) { group in
        for (id, order) in [(first, [0, 1]), (second, [1, 0])] {
          group.addTask {
            var refusal: DomainError?
            // on a slow machine one may not be let in for a while: who is told so asks again
            for _ in 0..<50 {
              do throws(DomainError) {
                try await office.offer(id, starts[order[0]], starts[order[1]])
                return nil
              } catch { refusal = error }
              guard case .busy = refusal else { break }
            }
            return refusal
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(attempts.count { $0 == nil } == 1)
      #expect(attempts.contains(.slotTaken(bookings: [])))
    }
  }

  @Test func `who finds nothing taken but is never let in is told that the office is busy`() async throws {
    let database = try await TestDatabase.make()
    let office = database.kobe
    try await office.setPolicy { $0.holdOffers = false }
    let booking = try await office.offered(.september(17, 10))
    try await database.app.withConnection { other in
      let session = Session(connection: other, actor: "other", office: office.office, now: .september(16, 9))
      let day = office.office.zone.localDate(of: .september(17, 10))
      _ = try await session.run([
        Statement("BEGIN"), session.enter, Statement("SELECT lock_slots($1, $2)", [booking.seeker.id], [day]),
      ])
      await #expect(throws: DomainError.busy(retryAfterMilliseconds: 1000)) {
        try await office.confirm(booking.id, .september(17, 10))
      }
    }
    #expect(try await office.confirm(booking.id, .september(17, 10)).status == .confirmed)
  }

  /// Nil for the winner. On a loaded machine a loser may be told that the office is busy, and comes again as told.
  private func confirm(_ id: BookingID, _ slot: Instant, in office: TestOffice) async -> DomainError? {
    var refusal: DomainError?
    for _ in 0..<5 {
      do throws(DomainError) {
        try await office.confirm(id, slot)
        return nil
      } catch { refusal = error }
      guard case .busy(let wait) = refusal else { break }
      try? await Task.sleep(for: .milliseconds(wait))
    }
    return refusal
  }
}
