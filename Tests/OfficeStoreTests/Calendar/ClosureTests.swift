import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct ClosureTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  /// The bookings with an open task of that kind.
  private func tasks(_ kind: StaffTaskKind) async throws -> Set<BookingID> {
    let rows = try await database.check(
      "SELECT booking_id FROM tasks WHERE kind = $1 AND closed_at IS NULL", kind.rawValue)
    return Set(try rows.map { try $0.decode(0) })
  }

  @Test func `a closed day takes no wish, no offer and has nothing free`() async throws {
    let booking = try await office.receive()
    try await office.close(25)
    await #expect(throws: DomainError.slot(.closedDay, index: 0)) {
      try await office.receive(.complete(wishes: [.september(25, 10)]))
    }
    await #expect(throws: DomainError.slot(.closedDay, index: 0)) {
      try await office.offer(booking.id, .september(25, 10))
    }
    #expect(try await office.free(at: .september(25, 10)) == nil)
    #expect(try await office.free(at: .september(24, 10)) == 2)
  }

  @Test func `a special opening is booked in its own windows`() async throws {
    try await office.close(26, windows: "09:00-12:00")
    _ = try await office.receive(.complete(wishes: [.september(26, 9)]))
    await #expect(throws: DomainError.slot(.outsideHours, index: 0)) {
      try await office.receive(.complete(wishes: [.september(26, 13)]))
    }
    #expect(try await office.free(at: .september(26, 11, 30)) == 2)
  }

  @Test func `a closure tells the bookings of its day, opens a task for each and cancels none`() async throws {
    let confirmed = try await office.confirmed(.september(25, 10))
    let offered = try await office.offered(.september(25, 11), .september(24, 11))
    let elsewhere = try await office.confirmed(.september(24, 10))
    let displaced = try await office.close(25)
    #expect(displaced.map(\.booking) == [confirmed.id, offered.id])
    #expect(displaced.map(\.status) == [.confirmed, .offered])
    #expect(displaced.map(\.slot.start) == [.september(25, 10), .september(25, 11)])
    #expect(try await tasks(.closedDay) == [confirmed.id, offered.id])
    #expect(try await office.read(confirmed.id).status == .confirmed)
    #expect(try await office.read(offered.id).status == .offered)
    #expect(try await office.read(elsewhere.id).version == elsewhere.version)
  }

  @Test func `what has lapsed, ended or begun is not displaced`() async throws {
    let lapsed = try await office.offered(.september(18, 10))
    let cancelled = try await office.confirmed(.september(18, 11))
    try await office.cancel(cancelled.id)
    let running = try await office.ready(.september(18, 9))
    try office.advance(to: .september(18, 9))
    try await office.start(running.id)
    #expect(try await office.read(lapsed.id).status == .lapsed)
    #expect(try await office.close(18).isEmpty)
    #expect(try await tasks(.closedDay).isEmpty)
  }

  @Test func `a preview tells the same and changes nothing`() async throws {
    let booking = try await office.confirmed(.september(25, 10))
    let closure = Closure(date: office.office.zone.localDate(of: .september(25, 0)), reason: "設備点検")
    let told = try await office.store.closures.preview(.add(closure), office.caller(.supervisor), office.office)
    #expect(told.map(\.booking) == [booking.id])
    #expect(try await office.closures().isEmpty)
    #expect(try await tasks(.closedDay).isEmpty)
    #expect(try await office.make(.add(closure), in: office.store.closures) == told)
    await #expect(throws: DomainError.alreadyExists) {
      try await office.store.closures.preview(
        .add(Closure(date: closure.date, reason: "二重")), office.caller(.supervisor), office.office)
    }
  }

  @Test func `a closure taken back leaves its bookings where they were, and their tasks are done`() async throws {
    let booking = try await office.confirmed(.september(25, 10))
    try await office.close(25)
    let closure = try #require(try await office.closures().first)
    #expect(try await office.make(.remove(closure.id), in: office.store.closures).isEmpty)
    #expect(try await tasks(.closedDay).isEmpty)
    let closedBy = try await database.check("SELECT closed_by FROM tasks WHERE booking_id = $1", booking.id)
    #expect(try closedBy.first?.decode(0, as: String.self).hasPrefix("supervisor:") == true)
    #expect(try await office.free(at: .september(25, 11)) == 2)
    await #expect(throws: DomainError.notFound) {
      try await office.make(.remove(closure.id), in: office.store.closures)
    }
    try await office.close(25)
    #expect(try await tasks(.closedDay) == [booking.id])
  }

  @Test func `a closure that moves to another day displaces there and settles here`() async throws {
    let (friday, thursday) = (
      try await office.confirmed(.september(25, 10)), try await office.confirmed(.september(24, 10))
    )
    try await office.close(25)
    let closure = try #require(try await office.closures().first)
    let moved = try await office.make(
      .change(closure.id) { $0.date = $0.date.adding(days: -1) }, in: office.store.closures)
    #expect(moved.map(\.booking) == [thursday.id])
    #expect(try await tasks(.closedDay) == [thursday.id])
    #expect(try await office.read(friday.id).status == .confirmed)
  }

  @Test(arguments: [25, 14])
  func `an office has one closure a day, of the past too`(day: Int) async throws {
    try await office.close(day)
    await #expect(throws: DomainError.alreadyExists) { try await office.close(day, windows: "09:00-10:00") }
    try await database.kobe.close(day)
  }

  @Test func `another office's closure is none`() async throws {
    try await office.close(25)
    let closure = try #require(try await office.closures().first)
    let kobe = database.kobe
    await #expect(throws: DomainError.notFound) {
      try await kobe.make(.remove(closure.id), in: kobe.store.closures)
    }
    #expect(try await kobe.free(at: .september(25, 10)) == 1)
  }
}
