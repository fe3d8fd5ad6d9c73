import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

struct DeadlineWritingTests {
  private let database: TestDatabase

  init() async throws { database = try await TestDatabase.make() }

  @Test func `every office's deadlines are written down, once`() async throws {
    let silent = try await database.nishinomiya.offered(.september(24, 10))
    let absent = try await database.kobe.confirmed(.september(17, 10))
    _ = try await database.kobe.receive()
    try await database.deliverMessages()
    #expect(try await database.store.writeDownDeadlines() == 0)
    try database.kobe.advance(to: .september(19, 0))
    #expect(try await database.store.writeDownDeadlines() == 2)
    #expect(try await database.store.writeDownDeadlines() == 0)
    #expect(try await database.nishinomiya.read(silent.id).version == 3)

    let events = try await database.kobe.events(of: absent.id)
    #expect(events.last?.kind == "no_show")
    #expect(events.last?.occurredAt == .september(17, 10, 10))
    #expect(events.last.map { $0.recordedAt >= .september(19, 0) } == true)
  }

  @Test func `two machines at once write each deadline down once`() async throws {
    let office = database.nishinomiya
    for day in [24, 25] {
      for hour in [9, 10, 11, 13, 14, 15] { _ = try await office.offered(.september(day, hour)) }
    }
    try office.advance(to: .september(19, 0))
    let written = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 { group.addTask { try await database.store.writeDownDeadlines() } }
      return try await group.reduce(0, +)
    }
    #expect(written == 12)
    #expect(try await database.check("SELECT 1 FROM booking_events WHERE kind = 'lapsed'").count == 12)
    #expect(try await database.check("SELECT 1 FROM allocations").isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a booking that a command has in hand is left for the next time`() async throws {
    let office = database.nishinomiya
    let busy = try await office.offered(.september(24, 10))
    let free = try await office.offered(.september(24, 11))
    try office.advance(to: .september(19, 0))
    try await database.app.withConnection { other in
      let session = Session(connection: other, actor: "other", office: office.office, now: database.clock.now())
      _ = try await session.run([Statement("BEGIN"), session.enter, Booking.lock(busy.id, in: session)])
      #expect(try await database.store.writeDownDeadlines() == 1)
      #expect(try await office.list(.lapsed).count == 2)
    }
    #expect(try await database.store.writeDownDeadlines() == 1)
    #expect(try await office.read(free.id).version == 3)
  }

  @Test func `a lapse that is written down reads as it did before`() async throws {
    let office = database.kobe
    let booking = try await office.offered(.september(24, 10))
    try office.advance(to: .september(20, 12))
    let before = try await office.read(booking.id)
    let history = try await office.events(of: booking.id)
    try await database.store.writeDownDeadlines()
    let after = try await office.read(booking.id)
    #expect(before.version == after.version)
    #expect(before.status == after.status)
    let events = try await office.events(of: booking.id)
    #expect(events.map(\.kind) == history.map(\.kind))
    #expect(events.map(\.occurredAt) == history.map(\.occurredAt))
    #expect(events.map(\.actor) == history.map(\.actor))
  }

  @Test func `the newest event is when something was last recorded`() async throws {
    #expect(try await database.store.newestEvent() == nil)
    _ = try await database.kobe.receive()
    let newest = try #require(try await database.store.newestEvent())
    #expect(newest >= .september(16, 9))
    #expect(newest <= database.clock.now())
  }
}
