import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct ReservationTests {
  private let database: TestDatabase
  /// One counselor, one room, one licence.
  private var office: TestOffice { database.kobe }
  private let room: RoomID

  init() async throws {
    database = try await TestDatabase.make()
    room = try #require(try await database.kobe.rooms().first)
  }

  private func hour(_ day: Int, _ hour: Int) -> Slot { Slot(start: .september(day, hour), minutes: 60) }

  @Test func `a reserved room holds no session, and is free before and after`() async throws {
    try await office.reserve(room, hour(17, 10))
    #expect(try await office.free(at: .september(17, 9, 30)) == 1)
    #expect(try await office.free(at: .september(17, 10, 30)) == 0)
    #expect(try await office.free(at: .september(17, 11)) == 1)
    await #expect(throws: DomainError.slotTaken(bookings: [])) { try await office.offered(.september(17, 10)) }
  }

  @Test func `a booking in the way is named, a live hold too, an expired one is not`() async throws {
    let held = try await office.offered(.september(24, 10))
    await #expect(throws: DomainError.slotTaken(bookings: [held.id])) { try await office.reserve(room, hour(24, 10)) }
    try office.advance(to: .september(19, 0))
    let reservation = try #require(try await office.reserve(room, hour(24, 10)).first)
    var others = Obstacles()
    others.reservations = [reservation.id]
    await #expect(throws: DomainError.slotTaken(bookings: [], others: others)) {
      try await office.reserve(room, Slot(start: .september(24, 10, 59), minutes: 2))
    }
  }

  @Test func `a series is reserved as a whole or not at all`() async throws {
    let booking = try await office.confirmed(.september(18, 10))
    var others = Obstacles()
    others.occurrences = [2]
    let daily = Recurrence(every: .day, limit: .count(4))
    await #expect(throws: DomainError.slotTaken(bookings: [booking.id], others: others)) {
      try await office.reserve(room, Slot(start: .september(16, 10), minutes: 30), repeating: daily)
    }
    #expect(try await database.check("SELECT 1 FROM allocations WHERE kind = 'reservation'").isEmpty)
    #expect(try await database.check("SELECT 1 FROM room_reservations").isEmpty)

    let series = try await office.reserve(room, hour(16, 16), repeating: daily)
    #expect(series.map(\.slot) == [16, 17, 18, 19].map { hour($0, 16) })
    #expect(Set(series.map(\.series)).count == 1 && series.first?.series != nil)
    #expect(try await database.check("SELECT 1 FROM allocations WHERE kind = 'reservation'").count == 4)
  }

  @Test func `a night's reservation takes both days`() async throws {
    try await office.reserve(room, Slot(start: .september(17, 23), end: .september(18, 10)))
    #expect(try await office.free(at: .september(18, 9, 30)) == 0)
    #expect(try await office.free(at: .september(18, 10)) == 1)
  }

  @Test func `a room that is not in use, another office's too, is unknown`() async throws {
    let foreign = try #require(try await database.nishinomiya.rooms().first)
    for room in [foreign, RoomID()] {
      await #expect(throws: DomainError.unknownRoom) { try await office.reserve(room, hour(17, 10)) }
    }
  }

  @Test func `a move frees the old time and takes the new one, or neither`() async throws {
    let booking = try await office.confirmed(.september(17, 14))
    let reservation = try #require(try await office.reserve(room, hour(17, 10)).first)
    await #expect(throws: DomainError.slotTaken(bookings: [booking.id])) {
      try await office.change(reservation.id) { $0.end = .september(17, 14, 30) }
    }
    #expect(try await office.free(at: .september(17, 10)) == 0)
    let moved = try await office.change(reservation.id) {
      $0.start = .september(17, 10, 30)
      $0.end = .september(17, 11, 30)
      $0.purpose = "研修"
    }
    #expect(moved.slot == Slot(start: .september(17, 10, 30), minutes: 60) && moved.purpose == "研修")
    #expect(try await office.free(at: .september(17, 10)) == 1)
    #expect(try await office.free(at: .september(17, 11)) == 0)
  }

  @Test func `one occurrence, those that follow, or all that lie ahead are given up`() async throws {
    let daily = Recurrence(every: .day, limit: .count(5))
    let series = try await office.reserve(room, hour(16, 10), repeating: daily)
    let left = { () async throws -> [ReservationID] in
      try await office.store.reservations(TimeQuery(), room: room, office.caller(), office.office).map(\.id)
    }
    try await office.drop(series[1].id)
    #expect(try await left() == [0, 2, 3, 4].map { series[$0].id })
    try await office.drop(series[3].id, .following)
    #expect(try await left() == [0, 2].map { series[$0].id })
    await #expect(throws: DomainError.notFound) { try await office.drop(series[3].id) }

    try office.advance(to: .september(16, 10, 30))
    try await office.drop(series[2].id, .series)
    let remaining = try await office.store.reservations(TimeQuery(), office.caller(), office.office)
    #expect(remaining.map(\.id) == [series[0].id])
    #expect(remaining.first.map { $0.slot.end < .september(16, 10, 31) } == true)
    #expect(try await database.check("SELECT 1 FROM allocations").isEmpty)
    await #expect(throws: DomainError.slot(.inThePast, index: 0)) { try await office.drop(series[0].id) }
  }

  @Test func `the list is in order of time and of what was asked for`() async throws {
    let daily = Recurrence(every: .day, limit: .count(5))
    let series = try await office.reserve(room, hour(16, 10), repeating: daily)
    var query = TimeQuery()
    query.from = .september(16, 11)
    query.to = .september(18, 10)
    let found = try await office.store.reservations(query, office.caller(), office.office)
    #expect(found.map(\.id) == [series[1].id])
    query = TimeQuery()
    query.limit = 2
    query.after = .init(start: series[1].slot.start, id: series[1].id.uuid)
    let page = try await office.store.reservations(query, office.caller(), office.office)
    #expect(page.map(\.id) == series[2...4].map(\.id))
    #expect(
      try await database.nishinomiya.store.reservations(
        TimeQuery(), database.nishinomiya.caller(), database.nishinomiya.office
      ).isEmpty)
  }
}
