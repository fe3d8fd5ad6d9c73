import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct AbsenceTests {
  private let database: TestDatabase
  /// One counselor, one room, one licence.
  private var office: TestOffice { database.kobe }
  private let counselor: SessionResource

  init() async throws {
    database = try await TestDatabase.make()
    counselor = .counselor(try #require(try await database.kobe.counselors().first))
  }

  private func days(_ first: Int, _ hour: Int, _ last: Int, _ end: Int) -> Slot {
    Slot(start: .september(first, hour), end: .september(last, end))
  }

  @Test func `an absence of days takes a row a day and leaves the rest free`() async throws {
    try await office.enter(\.absences, counselor, days(24, 14, 26, 11))
    let rows = try await database.check("SELECT starts_at, upper(during) FROM allocations ORDER BY 1")
    let parts = try rows.map { Slot(start: try $0.decode(0), end: try $0.decode(1)) }
    #expect(parts == [days(24, 14, 25, 0), days(25, 0, 26, 0), days(26, 0, 26, 11)])
    #expect(try await office.free(at: .september(24, 13, 30)) == 1)
    #expect(try await office.free(at: .september(25, 10)) == 0)
    #expect(try await office.free(at: .september(28, 10)) == 1)
  }

  @Test func `a booking or a live hold in the way refuses all of it, and is named`() async throws {
    let held = try await office.offered(.september(18, 10))
    let agreed = try await office.confirmed(.september(17, 10))
    await #expect(throws: DomainError.slotTaken(bookings: [agreed.id, held.id])) {
      try await office.enter(\.absences, counselor, days(16, 14, 20, 0))
    }
    #expect(try await database.check("SELECT 1 FROM allocations WHERE booking_id IS NULL").isEmpty)
    #expect(try await database.check("SELECT 1 FROM absences").isEmpty)
  }

  @Test func `a session that is over, and a lapsed offer, are in nobody's way`() async throws {
    let over = try await office.ready(.september(24, 10))
    _ = try await office.offered(.september(25, 10))
    try office.advance(to: .september(24, 10))
    try await office.start(over.id)
    try await office.complete(over.id)
    try await office.enter(\.absences, counselor, days(24, 9, 25, 12))
    let kinds = try await database.check("SELECT kind FROM allocations ORDER BY starts_at")
    #expect(try kinds.map { try $0.decode(0, as: String.self) } == ["session", "absence", "absence"])
    try await HistoryChecks.allocations(of: database)
  }

  @Test func `one who is not there twice is refused the second time`() async throws {
    let absence = try await office.enter(\.absences, counselor, days(17, 9, 17, 12)).item
    var others = Obstacles()
    others.absences = [absence.id]
    await #expect(throws: DomainError.slotTaken(bookings: [], others: others)) {
      try await office.enter(\.absences, counselor, days(17, 11, 18, 0), reassign: true)
    }
  }

  @Test func `an absence is shortened and extended, past bookings in the way not`() async throws {
    let booking = try await office.confirmed(.september(18, 10))
    let id = try await office.enter(\.absences, counselor, days(17, 9, 18, 0)).item.id
    await #expect(throws: DomainError.slotTaken(bookings: [booking.id])) {
      try await office.change(\.absences, id) { $0.end = .september(18, 12) }
    }
    #expect(try await office.free(at: .september(17, 10)) == 0)
    let shorter = try await office.change(\.absences, id) { $0.end = .september(17, 10) }.item
    #expect(shorter.slot == days(17, 9, 17, 10))
    #expect(try await office.free(at: .september(17, 10)) == 1)
    try await office.change(\.absences, id) { $0.end = .september(18, 10) }
    #expect(try await office.free(at: .september(17, 15)) == 0)
    #expect(try await office.change(\.absences, id) { $0.reason = "出張" }.item.reason == "出張")
  }

  @Test func `what has begun takes from now on, and ends when it is ended`() async throws {
    let id = try await office.enter(\.absences, counselor, days(16, 8, 17, 12)).item.id
    #expect(try await office.free(at: .september(17, 10)) == 0)
    try office.advance(to: .september(16, 11))
    try await office.end(\.absences, id)
    #expect(try await office.free(at: .september(17, 10)) == 1)
    let ended = try await office.store.absences.find(id, office.caller(), office.office)
    #expect(ended.slot.start == .september(16, 8) && ended.slot.end < .september(16, 11, 1))
    await #expect(throws: DomainError.slot(.inThePast, index: 0)) { try await office.end(\.absences, id) }

    let later = try await office.enter(\.absences, counselor, days(17, 8, 17, 12)).item.id
    try await office.end(\.absences, later)
    await #expect(throws: DomainError.notFound) {
      try await office.store.absences.find(later, office.caller(), office.office)
    }
    #expect(try await office.free(at: .september(17, 10)) == 1)
  }

  @Test func `a room or a licence under maintenance holds no session`() async throws {
    let licence = try #require(try await office.licences().first)
    let room = try #require(try await office.rooms().first)
    for resource in [SessionResource.licence(licence.id), .room(room)] {
      let id = try await office.enter(\.maintenances, resource, days(17, 9, 17, 11)).item.id
      #expect(try await office.free(at: .september(17, 10, 30)) == 0)
      #expect(try await office.free(at: .september(17, 11)) == 1)
      try await office.end(\.maintenances, id)
    }
    let reservation = try #require(try await office.reserve(room, days(17, 10, 17, 12)).first)
    var others = Obstacles()
    others.reservations = [reservation.id]
    await #expect(throws: DomainError.slotTaken(bookings: [], others: others)) {
      try await office.enter(\.maintenances, .room(room), days(17, 9, 17, 11), reassign: true)
    }
  }

  @Test func `another office's counselor, room or licence is unknown`() async throws {
    let other = database.nishinomiya
    await #expect(throws: DomainError.unknownCounselor) {
      try await other.enter(\.absences, counselor, days(17, 9, 17, 11))
    }
    await #expect(throws: DomainError.unknownRoom) {
      try await other.enter(\.maintenances, .room(RoomID()), days(17, 9, 17, 11))
    }
    await #expect(throws: DomainError.unknownLicence) {
      try await other.enter(\.maintenances, .licence(LicenceID()), days(17, 9, 17, 11))
    }
    let id = try await office.enter(\.absences, counselor, days(17, 9, 17, 11)).item.id
    await #expect(throws: DomainError.notFound) { try await other.end(\.absences, id) }
    await #expect(throws: DomainError.notFound) { try await other.change(\.absences, id) { $0.reason = "x" } }
    #expect(try await other.store.absences.list(TimeQuery(), other.caller(), other.office).isEmpty)
  }
}
