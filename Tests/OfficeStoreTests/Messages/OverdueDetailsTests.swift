import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// A14: details that do not reach the user in time become a task.
struct OverdueDetailsTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  private func alerts() async throws -> [BookingID] {
    try await database.check(
      "SELECT booking_id FROM tasks WHERE kind = 'details_not_sent' AND closed_at IS NULL"
    ).map { try $0.decode(0, as: BookingID.self) }
  }

  private func claim() async throws -> QueuedMessage {
    try #require(try await database.queue.claim(in: office.office, limit: 1, lease: .seconds(60)).first)
  }

  @Test func `they are overdue after one open day, and not before`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    try office.advance(to: .september(17, 23, 59))
    #expect(try await database.store.writeDownDeadlines() == 0)
    #expect(try await alerts().isEmpty)
    try office.advance(to: .september(18, 0))
    #expect(try await database.store.writeDownDeadlines() == 1)
    #expect(try await alerts() == [booking.id])
    #expect(try await database.store.writeDownDeadlines() == 0)
  }

  @Test func `they are overdue an hour before the session`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 8, 59))
    try await database.store.writeDownDeadlines()
    #expect(try await alerts().isEmpty)
    try office.advance(to: .september(17, 9))
    try await database.store.writeDownDeadlines()
    #expect(try await alerts() == [booking.id])
  }

  @Test func `a follow-up's too, and those that were given up`() async throws {
    let parent = try await office.ready(.september(17, 10))
    for _ in 0..<2 { try await database.queue.delivered(try await claim()) }
    try office.advance(to: .september(17, 10))
    try await office.start(parent.id)
    let next = try await office.followUp(parent.id, .september(28, 10))
    try await database.queue.gaveUp(try await claim(), code: "timeout")
    try office.advance(to: .september(25, 0))
    try await database.store.writeDownDeadlines()
    #expect(try await alerts() == [next.id])
  }

  @Test func `what arrived late, and what nobody needs any more, closes its task`() async throws {
    let (late, cancelled) = (
      try await office.confirmed(.september(24, 10)), try await office.confirmed(.september(24, 10))
    )
    try office.advance(to: .september(18, 9))
    try await database.store.writeDownDeadlines()
    #expect(try await alerts().count == 2)
    try await office.acknowledge(try #require(try await office.message(.details, about: late.id)).id)
    try await office.cancel(cancelled.id)
    try await database.store.writeDownDeadlines()
    #expect(try await alerts().isEmpty)
  }

  @Test func `what somebody closed stays closed, until other details are overdue`() async throws {
    let booking = try await office.confirmed(.september(28, 10))
    try office.advance(to: .september(18, 9))
    try await database.store.writeDownDeadlines()
    _ = try await database.check("UPDATE tasks SET closed_at = '2026-09-18 09:00+09', closed_by = 'test'")
    #expect(try await database.store.writeDownDeadlines() == 0)
    try await office.reschedule(booking.id, to: .september(29, 10))
    #expect(try await database.store.writeDownDeadlines() == 0)
    try office.advance(to: .september(25, 0))
    #expect(try await database.store.writeDownDeadlines() == 1)
    #expect(try await alerts() == [booking.id])
  }

  @Test func `any number of machines open each task once`() async throws {
    for hour in [9, 10, 11, 13] { _ = try await office.confirmed(.september(24, hour)) }
    try office.advance(to: .september(18, 9))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { try await database.store.writeDownDeadlines() } }
      try await group.waitForAll()
    }
    #expect(try await alerts().count == 4)
  }
}
