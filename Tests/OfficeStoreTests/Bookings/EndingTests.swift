import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct EndingTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a withdrawal frees what the offer held and says how it came`() async throws {
    let booking = try await office.offered(.september(17, 10), .september(17, 11))
    let withdrawn = try await office.withdraw(booking.id)
    #expect(withdrawn.status == .withdrawn)
    #expect(withdrawn.endedAt != nil)
    #expect(try await office.free(at: .september(17, 10)) == 2)
    let event = try #require(try await office.events(of: booking.id).last)
    #expect(event.kind == "withdrawn" && event.channel == .phone && event.actor.hasPrefix("gateway:"))
  }

  @Test(arguments: DeclineGround.allCases)
  func `a refusal keeps its ground and its reason, and frees what was held`(ground: DeclineGround) async throws {
    let booking = try await office.offered(.september(17, 10))
    let declined = try await office.decline(booking.id, ground)
    #expect(declined.status == .declined)
    #expect(declined.declineGround == ground)
    #expect(try await office.free(at: .september(17, 10)) == 2)
    #expect(try await office.events(of: booking.id).last?.reason == "枠がない")
  }

  @Test func `a terminated session is not held, and keeps its resources until the slot's end`() async throws {
    let booking = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 10))
    try await office.start(booking.id)
    let terminated = try await office.terminate(booking.id)
    #expect(terminated.status == .terminated)
    #expect(terminated.startedAt != nil && terminated.endedAt != nil)
    #expect(try await database.check("SELECT 1 FROM allocations WHERE kind = 'session'").count == 1)
    #expect(try await office.events(of: booking.id).last?.reason == "暴言")
  }

  @Test func `a held session of an online registrant asks for the switch to full`() async throws {
    var online = Application.complete(wishes: [.september(17, 10)])
    online.seeker.registrationKind = .online
    let ids = [try await office.receive(online).id, try await office.receive().id]
    for id in ids {
      try await office.offer(id, .september(17, 10))
      try await office.confirm(id, .september(17, 10))
      try await office.checkEnvironment(id)
    }
    try office.advance(to: .september(17, 10))
    for id in ids {
      try await office.start(id)
      try await office.complete(id)
    }
    let tasks = try await database.check("SELECT kind, booking_id FROM tasks")
    #expect(try tasks.map { try $0.decode(0, as: String.self) } == ["switch_to_full"])
    #expect(try tasks.first?.decode(1, as: BookingID.self) == ids[0])
  }

  @Test func `who was switched to full is asked for it no more, whatever an older booking says`() async throws {
    var online = Application.complete(wishes: [.september(17, 10)])
    online.seeker.registrationKind = .online
    let first = try await office.receive(online).id
    try await office.offer(first, .september(17, 10))
    try await office.confirm(first, .september(17, 10))
    try await office.checkEnvironment(first)
    try office.advance(to: .september(17, 10))
    try await office.start(first)
    let second = try await office.followUp(first, .september(24, 10)).id
    try await office.complete(first)
    let task = try #require(try await switches().first)
    _ = try await office.store.changeTask(task.id, isClosed: true, office.context(by: .supervisor)) { _ in
      Answer(status: 204, body: [])
    }
    let closed = try await office.store.task(task.id, office.caller(), office.office)
    let closedAt = try #require(closed.closedAt)
    #expect(closed.closedBy?.hasPrefix("supervisor:") == true && closedAt >= .september(17, 10))
    let kinds = try await database.check(
      "SELECT s.registration_kind FROM seekers s JOIN bookings b ON b.seeker_id = s.id WHERE b.id = $1", first)
    #expect(try kinds.map { try $0.decode(0, as: String.self) } == ["full"])

    try await office.checkEnvironment(second)
    try office.advance(to: .september(24, 10))
    try await office.start(second)
    #expect(try await office.complete(second).seeker.registrationKind == .online)
    #expect(try await switches().isEmpty)
  }

  private func switches() async throws -> [StaffTask] {
    var query = StaffTaskQuery()
    query.kind = .switchToFull
    return try await office.store.tasks(query, office.caller(), office.office)
  }
}
