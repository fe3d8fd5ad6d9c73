import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Hours and closures from files, and an office that comes to another zone.
struct DayImportTests {
  private let database: TestDatabase
  private let administration: Administration
  private var office: TestOffice { database.nishinomiya }

  init() async throws {
    database = try await TestDatabase.make()
    administration = Administration(owner: database.owner, clock: database.clock)
  }

  private func rows<Value>(_ values: Value...) -> [ImportRow<Value>] {
    values.enumerated().map { ImportRow(number: $0 + 2, office: office.office.code, value: $1) }
  }

  private func windows(_ texts: String...) -> [OpeningWindow] { texts.compactMap { OpeningWindow($0) } }

  private func closure(_ day: Int, _ texts: String..., reason: String = "設備点検") -> Closure {
    let date = office.office.zone.localDate(of: .september(day, 0))
    return Closure(date: date, windows: texts.compactMap { OpeningWindow($0) }, reason: reason)
  }

  private func faults(_ work: () async throws -> ImportOutcome) async throws -> [String] {
    do {
      _ = try await work()
    } catch let refusal as ImportRefusal {
      return refusal.faults.map { "\($0.row) \($0.column) \($0.error.code)" }
    }
    return []
  }

  private func tasks(_ kind: StaffTaskKind) async throws -> [BookingID] {
    var query = StaffTaskQuery()
    query.kind = kind
    return try await office.store.tasks(query, office.caller(), office.office).compactMap(\.booking)
  }

  @Test func `a weekday's windows are replaced by the file's, those that stay keep their ids`() async throws {
    // 2026-09-17 is a Thursday
    let booking = try await office.confirmed(.september(17, 15))
    let before = try await office.weeklyHours()
    let file = rows(
      WeekdayRecord(weekday: .thursday, windows: windows("09:00-12:00", "13:00-15:00")),
      WeekdayRecord(weekday: .saturday, windows: windows("10:00-12:00")))
    let rehearsed = try await administration.importHours(file, isDryRun: true)
    #expect(try await office.weeklyHours().map(\.id) == before.map(\.id))
    let done = try await administration.importHours(file)
    for outcome in [rehearsed, done] {
      #expect(outcome.created == 2 && outcome.unchanged == 1 && outcome.retired == 1)
      #expect(outcome.displaced.flatMap(\.displacements).map(\.booking) == [booking.id])
    }
    #expect(try await tasks(.outsideHours) == [booking.id])
    let after = try await office.weeklyHours()
    #expect(after.count == before.count + 1)
    #expect(Set(after.map(\.id)).intersection(before.map(\.id)).count == before.count - 1)
    let again = try await administration.importHours(file)
    #expect(again.created == 0 && again.unchanged == 3 && again.retired == 0 && again.displaced.isEmpty)
  }

  @Test func `a weekday without windows is closed, and rows that share time are refused`() async throws {
    let closed = try await administration.importHours(rows(WeekdayRecord(weekday: .friday, windows: [])))
    #expect(closed.retired == 2)
    #expect(try await office.free(at: .september(18, 10)) == nil)
    let day = try #require(CivilDate(iso: "2026-10-01"))
    let sharing = rows(
      WeekdayRecord(weekday: .friday, windows: windows("09:00-12:00"), validUntil: day),
      WeekdayRecord(weekday: .friday, windows: windows("11:00-13:00"), validFrom: day),
      WeekdayRecord(weekday: .friday, windows: windows("12:30-14:00")))
    #expect(try await faults { try await administration.importHours(sharing) } == ["4 windows overlapping_windows"])
    #expect(try await administration.importHours(Array(sharing.dropLast())).created == 2)
  }

  @Test func `a closure is known by its day, and the bookings of a day that closes are told`() async throws {
    let booking = try await office.confirmed(.september(25, 10))
    let done = try await administration.importClosures(rows(closure(25), closure(26, "09:00-12:00")))
    #expect(done.created == 2)
    #expect(done.displaced.flatMap(\.displacements).map(\.booking) == [booking.id])
    #expect(try await tasks(.closedDay) == [booking.id])
    #expect(try await office.read(booking.id).status == .confirmed)
    #expect(try await office.free(at: .september(26, 9)) == 2)

    let again = try await administration.importClosures(
      rows(closure(25, "09:00-12:00", reason: "午前のみ"), closure(26, "09:00-12:00")))
    #expect(again.created == 0 && again.updated == 1 && again.unchanged == 1 && again.displaced.isEmpty)
    #expect(try await tasks(.closedDay).isEmpty, "it fits again")
    #expect(try await office.closures().map(\.reason) == ["午前のみ", "設備点検"])
    #expect(
      try await faults { try await administration.importClosures(rows(closure(28), closure(28))) }
        == ["3 date already_exists"])
  }

  @Test func `an office that comes to another zone displaces what its old one had inside the hours`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    var record = try office.record()
    // 10:00 in Tokyo is 09:00 in Taipei; 09:30 in Tokyo would be before the doors open
    record.zone = try #require(OfficeZone(identifier: "Asia/Taipei"))
    #expect(try await administration.importOffices([record], isDryRun: true).displaced.isEmpty)
    record.zone = try #require(OfficeZone(identifier: "Asia/Bangkok"))
    let moved = try await administration.importOffices([record])
    #expect(moved.displaced.flatMap(\.displacements).map(\.booking) == [booking.id])
    #expect(try await tasks(.outsideHours) == [booking.id])
    record.zone = try #require(OfficeZone(identifier: "Asia/Tokyo"))
    #expect(try await administration.importOffices([record]).displaced.isEmpty)
    #expect(try await tasks(.outsideHours).isEmpty, "it fits again")
  }
}

extension TestOffice {
  /// What an import says of the office to leave it as it is.
  fileprivate func record() throws -> OfficeRecord {
    OfficeRecord(
      code: office.code, bureau: office.bureau, name: office.name, phone: "000-000-0000", zone: office.zone,
      windows: ["09:00-12:00", "13:00-16:00"].compactMap { OpeningWindow($0) }, vendors: [.zoom, .teleoffice])
  }
}
