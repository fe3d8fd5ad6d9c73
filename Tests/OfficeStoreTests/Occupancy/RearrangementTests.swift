import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct RearrangementTests {
  private let database: TestDatabase
  /// Two counselors, two rooms, two Zoom licences and one of TeleOffice.
  private var office: TestOffice { database.nishinomiya }
  private let day = Slot(start: .september(17, 0), end: .september(18, 0))

  init() async throws { database = try await TestDatabase.make() }

  private func counselor(of booking: Booking) throws -> SessionResource {
    .counselor(try #require(booking.agreement?.counselor.id))
  }

  private func notes() async throws -> [String?] {
    try await database.check("SELECT note FROM tasks WHERE kind = 'resource_unavailable' AND closed_at IS NULL")
      .map { try $0.decodeIfPresent(0) }
  }

  @Test func `a session goes to another counselor, with a new version and an event`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let absent = try counselor(of: booking)
    let absence = try await office.enter(\.absences, absent, day, reassign: true)
    #expect(absence.rearrangement == Rearrangement(moved: [booking.id], left: []))
    let after = try await office.read(booking.id)
    #expect(after.version == booking.version + 1 && after.status == .confirmed)
    #expect(try counselor(of: after) != absent)
    #expect(after.agreement?.room.id == booking.agreement?.room.id)
    let event = try await office.events(of: booking.id).last
    #expect(event?.kind == "reassigned" && event?.actor.hasPrefix("supervisor:") == true)
    #expect(try await notes().isEmpty)
    try await HistoryChecks.allocations(of: database)
    try await HistoryChecks.events(of: database)
  }

  @Test func `rooms go to any room, licences to one of the same vendor only`() async throws {
    let zoom = try await office.confirmed(.september(17, 10))
    let tele = try await office.receive()
    try await office.offer(tele.id, .september(17, 10), vendor: .teleoffice)
    let agreed = try await office.confirm(tele.id, .september(17, 10))
    let licence = try #require(agreed.agreement?.licence.id)
    let left = try await office.enter(\.maintenances, .licence(licence), day, reassign: true).rearrangement
    #expect(left == Rearrangement(moved: [], left: [tele.id]))
    #expect(try await notes() == ["会議ライセンス: TeleOffice-1"])

    let own = try #require(zoom.agreement?.licence.id)
    let moved = try await office.enter(\.maintenances, .licence(own), day, reassign: true).rearrangement
    #expect(moved.moved == [zoom.id])
    #expect(try await office.read(zoom.id).agreement?.vendor == .zoom)

    // both rooms are taken at ten
    let room = try #require(zoom.agreement?.room.id)
    let stuck = try await office.enter(\.maintenances, .room(room), day, reassign: true).rearrangement
    #expect(stuck.left == [zoom.id])
    try await HistoryChecks.allocations(of: database)
  }

  @Test func `who is left keeps the counselor, and the gap is not booked again`() async throws {
    let office = database.kobe
    let booking = try await office.confirmed(.september(17, 10))
    let absence = try await office.enter(\.absences, counselor(of: booking), day, reassign: true)
    #expect(absence.rearrangement.left == [booking.id])
    #expect(try await notes() == ["相談員: 職安 花子1"])
    #expect(try await office.read(booking.id).version == booking.version)
    try await HistoryChecks.allocations(of: database)

    try await office.cancel(booking.id)
    #expect(try await office.free(at: .september(17, 10)) == 0)
    await #expect(throws: DomainError.slotTaken(bookings: [])) { try await office.offered(.september(17, 10)) }
    try await office.end(\.absences, absence.item.id)
    #expect(try await office.free(at: .september(17, 10)) == 1)
  }

  @Test func `what is under way is left`() async throws {
    let booking = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 10))
    try await office.start(booking.id)
    let rearrangement = try await office.enter(\.absences, counselor(of: booking), day, reassign: true).rearrangement
    #expect(rearrangement.left == [booking.id])
    #expect(try await office.read(booking.id).status == .inSession)
    try await HistoryChecks.allocations(of: database)
  }

  @Test func `a hold is moved unnoticed and can still be confirmed`() async throws {
    let offered = try await office.offered(.september(17, 10), .september(17, 11))
    let found = try await database.check(
      "SELECT counselor_id FROM allocations WHERE starts_at = $1", Instant.september(17, 10))
    let absent = SessionResource.counselor(try #require(try found.first?.decode(0)))
    let rearrangement = try await office.enter(\.absences, absent, day, reassign: true).rearrangement
    #expect(rearrangement == Rearrangement(moved: [offered.id], left: []))
    #expect(try await office.read(offered.id).version == offered.version)
    let confirmed = try await office.confirm(offered.id, .september(17, 10))
    #expect(try counselor(of: confirmed) != absent)
    try await HistoryChecks.allocations(of: database)
  }

  @Test func `a booking that was left is tried again when the absence is changed so`() async throws {
    let office = database.kobe
    let booking = try await office.confirmed(.september(17, 10))
    let id = try await office.enter(\.absences, counselor(of: booking), day, reassign: true).item.id
    let extended = try await office.change(\.absences, id) { $0.end = .september(18, 12) }
    #expect(extended.rearrangement == Rearrangement())
    let second = Counselor(name: "職安 次郎", services: ["consultation"])
    _ = try await office.store.counselors.create(second, office.context(by: .supervisor)) { _ in
      Answer(status: 201, body: [])
    }
    let retried = try await office.change(\.absences, id) { $0.reassigns = true }
    #expect(retried.rearrangement.moved == [booking.id])
    #expect(try await office.read(booking.id).agreement?.counselor.id == second.id)
    try await HistoryChecks.allocations(of: database)
  }

  @Test func `a retired counselor's sessions and holds become tasks`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let over = try await office.confirmed(.september(17, 11))
    try await office.cancel(over.id)
    for counselor in try await office.counselors() {
      _ = try await office.store.counselors.retire(counselor, office.context(by: .supervisor)) {
        Answer(status: 204, body: [])
      }
    }
    let tasks = try await database.check("SELECT booking_id FROM tasks WHERE kind = 'resource_unavailable'")
    #expect(try tasks.map { try $0.decode(0, as: BookingID.self) } == [booking.id])
  }
}
