import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

struct DeadlineTests {
  private let database: TestDatabase
  private var office: TestOffice { database.kobe }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `an offer has lapsed at the very microsecond of its deadline`() async throws {
    let booking = try await office.offered(.september(24, 10))
    let deadline = Instant.september(19, 0)
    #expect(try await reading(booking.id, at: deadline - .microseconds(1))?.status == .offered)
    let lapsed = try await reading(booking.id, at: deadline)
    #expect(lapsed?.status == .lapsed)
    #expect(lapsed?.version == 3)
  }

  @Test func `a silent user is a no-show at ten minutes sharp`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let deadline = Instant.september(17, 10, 10)
    #expect(try await reading(booking.id, at: deadline - .microseconds(1))?.status == .confirmed)
    #expect(try await reading(booking.id, at: deadline)?.status == .noShow)
  }

  @Test func `the minutes until a no-show are the office's when the booking was confirmed`() async throws {
    try await office.setPolicy { $0.noShowMinutes = 20 }
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 10, 19))
    #expect(try await office.read(booking.id).status == .confirmed)
    try office.advance(to: .september(17, 10, 20))
    #expect(try await office.read(booking.id).status == .noShow)
  }

  @Test func `a passed deadline shows in the list and in the history though nobody wrote it down`() async throws {
    let silent = try await office.offered(.september(24, 10))
    let absent = try await office.confirmed(.september(17, 10))
    #expect(try await office.list(.offered, .confirmed) == [silent.id, absent.id])
    try office.advance(to: .september(17, 10, 10))
    #expect(try await office.list(.noShow) == [absent.id])
    try office.advance(to: .september(19, 0))
    #expect(try await office.list(.offered, .confirmed).isEmpty)
    #expect(try await office.list(.lapsed) == [silent.id])

    let event = try await office.events(of: silent.id).last
    #expect(event?.kind == "lapsed")
    #expect(event?.occurredAt == .september(19, 0))
    #expect(event?.actor == "clock")
    #expect(try await written(silent.id) == "offered 2")
  }

  @Test func `a refused command keeps what the clock had decided`() async throws {
    let booking = try await office.offered(.september(24, 10))
    try office.advance(to: .september(19, 0))
    await #expect(throws: DomainError.illegalTransition(current: .lapsed)) {
      try await office.offer(booking.id, .september(25, 10))
    }
    #expect(try await written(booking.id) == "lapsed 3")
    #expect(try await database.check("SELECT 1 FROM allocations").isEmpty)
    let events = try await office.events(of: booking.id)
    #expect(events.map(\.kind) == ["received", "offered", "lapsed"])
    #expect(events.last?.actor == "clock")
  }

  @Test func `a no-show keeps its resources until the slot's end`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try await database.deliverMessages()
    try office.advance(to: .september(17, 10, 10))
    #expect(try await office.store.writeDownDeadlines() == 1)
    let holders = try await database.check("SELECT booking_id FROM allocations WHERE kind = 'session'")
    #expect(try holders.map { try $0.decode(0, as: BookingID.self) } == [booking.id])
  }

  private func reading(_ id: BookingID, at instant: Instant) async throws -> Booking? {
    try await database.app.withConnection { connection in
      let session = Session(connection: connection, actor: "test", office: office.office, now: instant)
      return try await session.run([Statement("BEGIN"), session.enter, Booking.reading(id, in: session)])
        .last?.first.map(Booking.init(row:))
    }
  }

  private func written(_ id: BookingID) async throws -> String? {
    try await database.check("SELECT status || ' ' || version FROM bookings WHERE id = $1", id).first?.decode(0)
  }
}
