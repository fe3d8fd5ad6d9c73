import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct HoursTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  private func hours(_ weekday: Weekday, _ text: String) async throws -> WeeklyHours {
    try #require(
      try await office.weeklyHours().first { $0.window.weekday == weekday && $0.window.window.description == text })
  }

  private func window(
    _ weekday: Weekday, _ text: String, from: String? = nil, until: String? = nil
  ) throws -> WeeklyHours {
    WeeklyHours(
      WeeklyWindow(
        weekday: weekday, window: try #require(OpeningWindow(text)), validFrom: from.flatMap(CivilDate.init(iso:)),
        validUntil: until.flatMap(CivilDate.init(iso:))))
  }

  private func tasks() async throws -> Set<BookingID> {
    let rows = try await database.check(
      "SELECT booking_id FROM tasks WHERE kind = 'outside_hours' AND closed_at IS NULL")
    return Set(try rows.map { try $0.decode(0) })
  }

  @Test func `hours taken away displace the bookings in them from then on`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let later = try await office.confirmed(.september(24, 10))
    let morning = try await hours(.thursday, "09:00-12:00")
    let end = CivilDate(iso: "2026-09-24")
    let displaced = try await office.make(
      .change(morning.id) { $0.window.validUntil = end }, in: office.store.weeklyHours)
    #expect(displaced.map(\.booking) == [later.id] && displaced.map(\.misfit) == [.outsideHours])
    #expect(try await tasks() == [later.id])
    #expect(try await office.free(at: .september(17, 11)) == 2)
    #expect(try await office.free(at: .september(24, 11)) == nil)
    #expect(try await office.make(.remove(morning.id), in: office.store.weeklyHours).map(\.booking) == [booking.id])
    #expect(try await office.free(at: .september(17, 11)) == nil)
  }

  @Test func `new hours that take in a booking settle its task`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    let morning = try await hours(.thursday, "09:00-12:00")
    try await office.make(.remove(morning.id), in: office.store.weeklyHours)
    #expect(try await tasks() == [booking.id])
    try await office.make(.add(try window(.thursday, "10:00-11:00", from: "2026-09-20")), in: office.store.weeklyHours)
    #expect(try await tasks().isEmpty)
    #expect(try await office.free(at: .september(24, 10)) == 1)
  }

  @Test func `a weekday without hours can have some, but a weekend stays closed`() async throws {
    try await office.make(.add(try window(.monday, "12:00-13:00")), in: office.store.weeklyHours)
    _ = try await office.receive(.complete(wishes: [.september(28, 12)]))
    try await office.make(.add(try window(.saturday, "09:00-12:00")), in: office.store.weeklyHours)
    await #expect(throws: DomainError.slot(.closedDay, index: 0)) {
      try await office.receive(.complete(wishes: [.september(26, 9)]))
    }
  }

  @Test func `two windows never share time, whether seen beforehand or by the database alone`() async throws {
    await #expect(throws: DomainError.overlappingWindows) {
      try await office.make(.add(try window(.monday, "11:30-12:30")), in: office.store.weeklyHours)
    }
    let ended = try window(.saturday, "09:00-12:00", until: "2026-09-01")
    try await office.make(.add(ended), in: office.store.weeklyHours)
    await #expect(throws: DomainError.overlappingWindows) {
      let again = try window(.saturday, "11:00-13:00", until: "2026-08-01")
      try await office.make(.add(again), in: office.store.weeklyHours)
    }
    try await office.make(.add(try window(.saturday, "11:00-13:00", from: "2026-09-01")), in: office.store.weeklyHours)
  }

  @Test func `an import of the same windows keeps them, another displaces what it leaves out`() async throws {
    let booking = try await office.confirmed(.september(24, 15))
    let before = try await office.weeklyHours()
    let administration = Administration(owner: database.owner, clock: database.clock)
    func record(_ windows: String) throws -> OfficeRecord {
      OfficeRecord(
        code: office.office.code, bureau: office.office.bureau, name: office.office.name, phone: "000-000-0000",
        zone: office.office.zone, windows: try OpeningWindow.list(windows), vendors: [.zoom, .teleoffice])
    }
    let same = try await administration.importOffices([try record("09:00-12:00;13:00-16:00")])
    #expect(same.displaced.isEmpty && same.updated == 1)
    #expect(try await office.weeklyHours().map(\.id) == before.map(\.id))
    let rehearsed = try await administration.importOffices([try record("09:00-12:00")], isDryRun: true)
    #expect(rehearsed.displaced.flatMap(\.displacements).map(\.booking) == [booking.id])
    #expect(try await tasks().isEmpty)
    _ = try await administration.importOffices([try record("09:00-12:00")])
    #expect(try await office.weeklyHours().count == 5)
    #expect(try await tasks() == [booking.id])
  }
}
