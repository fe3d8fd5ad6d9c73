import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct HolidayImportTests {
  private let database: TestDatabase
  private let administration: Administration
  private var office: TestOffice { database.nishinomiya }

  init() async throws {
    database = try await TestDatabase.make()
    administration = Administration(owner: database.owner, clock: database.clock)
  }

  /// The law's own holidays of 2026, with some more and some fewer.
  private func year(with more: String..., without fewer: String...) throws -> [Holiday] {
    let kept = HolidayTable.byLaw.holidays(in: 2026).filter { !fewer.contains($0.date.iso) }
    return try kept + more.map { Holiday(date: try #require(CivilDate(iso: $0)), name: "休日") }
  }

  @Test func `a day that becomes a holiday is closed everywhere, and its bookings are told and get tasks`() async throws
  {
    let (here, there) = (
      try await office.confirmed(.september(25, 10)), try await database.kobe.offered(.september(25, 11))
    )
    let done = try await administration.importHolidays(try year(with: "2026-09-25"))
    #expect(done.added.map(\.date.iso) == ["2026-09-25"] && done.removed.isEmpty && done.years == [2026])
    #expect(done.displaced.map(\.office.code.text) == ["2801", "2804"])
    #expect(done.displaced.flatMap(\.displacements).map(\.booking) == [there.id, here.id])
    let tasks = try await database.check("SELECT booking_id FROM tasks WHERE kind = 'closed_day'")
    #expect(Set(try tasks.map { try $0.decode(0, as: BookingID.self) }) == [here.id, there.id])
    #expect(try await office.read(here.id).status == .confirmed)
    await #expect(throws: DomainError.slot(.closedDay, index: 0)) {
      try await office.receive(.complete(wishes: [.september(25, 10)]))
    }
  }

  @Test func `a day that stops being a holiday is told and open`() async throws {
    let done = try await administration.importHolidays(try year(without: "2026-09-22"))
    #expect(done.removed.map(\.date.iso) == ["2026-09-22"] && done.added.isEmpty)
    _ = try await office.receive(.complete(wishes: [.september(22, 10)]))
    let back = try await administration.importHolidays(try year())
    #expect(back.added.map(\.date.iso) == ["2026-09-22"])
  }

  @Test func `a dry run tells the same and changes nothing`() async throws {
    let booking = try await office.confirmed(.september(25, 10))
    let done = try await administration.importHolidays(try year(with: "2026-09-25"), isDryRun: true)
    #expect(done.displaced.flatMap(\.displacements).map(\.booking) == [booking.id])
    #expect(try await database.check("SELECT FROM holidays").isEmpty)
    #expect(try await database.check("SELECT FROM tasks").isEmpty)
    _ = try await office.receive(.complete(wishes: [.september(25, 10)]))
  }

  @Test func `the file is the authority for its years and for no other`() async throws {
    let new2027 = HolidayTable.byLaw.holidays(in: 2027).dropFirst()
    _ = try await administration.importHolidays(Array(new2027))
    #expect(try await database.check("SELECT FROM holidays").count == new2027.count)
    await #expect(throws: DomainError.slot(.closedDay, index: 0)) {
      try await office.receive(.complete(wishes: [.september(22, 10)]))
    }
    _ = try await administration.importHolidays(try year())
    #expect(try await database.check("SELECT FROM holidays WHERE date < '2027-01-01'").count == 18)
    #expect(try await database.check("SELECT FROM holidays WHERE date >= '2027-01-01'").count == new2027.count)
  }

  @Test func `the calendar tells a holiday's name, and that a computed one is provisional`() async throws {
    let range = try AvailabilityRange(
      from: try #require(CivilDate(iso: "2028-01-01")), to: try #require(CivilDate(iso: "2028-01-03")))
    let computed = try await office.store.calendar(in: range, office.caller(), office.office)
    #expect(computed.map(\.kind) == [.holiday, .yearEnd])
    #expect(computed.first?.holiday?.isProvisional == true)
    _ = try await administration.importHolidays(
      HolidayTable.byLaw.holidays(in: 2028).map { Holiday(date: $0.date, name: "休日") })
    let imported = try await office.store.calendar(in: range, office.caller(), office.office)
    #expect(imported.first?.holiday == Holiday(date: range.from, name: "休日"))
  }
}
