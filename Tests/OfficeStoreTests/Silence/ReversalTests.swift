import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// A no-show taken back (Art. 6(6)).
struct ReversalTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private let start = Instant.september(17, 10)

  init() async throws { database = try await TestDatabase.make() }

  private func noShow(at now: Instant) async throws -> BookingID {
    let id = try await office.confirmed(start).id
    try office.advance(to: now)
    return id
  }

  @Test func `before the slot's end the session runs, and can be completed`() async throws {
    let id = try await noShow(at: .september(17, 10, 12))
    let running = try await office.reverse(id)
    #expect(running.status == .inSession)
    #expect(running.startedAt == start && running.endedAt == nil)
    #expect(try await office.events(of: id).map(\.kind).suffix(2) == ["no_show", "no_show_reversed"])
    #expect(try await office.events(of: id).last?.reason == "前の相談が長引いた")
    try await HistoryChecks.allocations(of: database)
    #expect(try await office.complete(id).status == .held)
  }

  @Test func `from the slot's end on it was held`() async throws {
    let id = try await noShow(at: .september(17, 10, 30))
    let held = try await office.reverse(id)
    #expect(held.status == .held)
    #expect(held.startedAt == start && held.endedAt == .september(17, 10, 30))
    try await HistoryChecks.allocations(of: database)
  }

  @Test(arguments: [BookingStatus.cancelledByUser, .cancelledByOffice])
  func `a cancellation frees the resources and has nothing of a session`(target: BookingStatus) async throws {
    let id = try await noShow(at: .september(17, 10, 10))
    let cancelled = try await office.reverse(id, to: target)
    #expect(cancelled.status == target)
    #expect(cancelled.startedAt == nil && cancelled.endedAt != nil)
    #expect(cancelled.cancellationClass == (target == .cancelledByUser ? .sameDay : nil))
    #expect(try await database.check("SELECT 1 FROM allocations").isEmpty)
  }

  @Test func `one that is only deemed is written down first, with its own instant`() async throws {
    let id = try await noShow(at: .september(17, 11))
    try await office.reverse(id, to: .inSession)
    let events = try await office.events(of: id)
    #expect(events.map(\.version) == [1, 2, 3, 4, 5])
    #expect(events[3].kind == "no_show" && events[3].occurredAt == .september(17, 10, 10))
  }

  @Test func `a session found held of an online registrant asks for the switch to full`() async throws {
    var online = Application.complete(wishes: [start])
    online.seeker.registrationKind = .online
    let id = try await office.receive(online).id
    try await office.offer(id, start)
    try await office.confirm(id, start)
    try office.advance(to: .september(17, 11))
    try await office.reverse(id)
    #expect(try await database.check("SELECT 1 FROM tasks WHERE kind = 'switch_to_full'").count == 1)
  }
}
