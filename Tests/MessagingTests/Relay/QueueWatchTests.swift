import OfficeStore
import Scheduling
import TestDatabase
import Testing

@testable import Messaging

@Suite struct QueueWatchTests {
  @Test func `it sees what waits in all offices, and for how long`() async throws {
    let database = try await TestDatabase.make()
    let watch = QueueWatch(database.queue, logger: .silent)
    #expect(watch.sight == nil)
    await watch.look()
    #expect(watch.sight == QueueWatch.Sight([]))
    try await database.queue(2..<4, about: database.kobe.receive().id, in: database.kobe.office)
    try database.kobe.advance(to: .september(16, 10))
    let office = database.nishinomiya
    try await database.queue(2..<3, about: office.receive().id, in: office.office)
    _ = try await database.queue.claim(in: office.office, limit: 1, lease: .seconds(60))
    await watch.look()
    let sight = try #require(watch.sight)
    #expect(sight.pending == 3 && sight.inHand == 1 && sight.dead == 0 && sight.withoutMeeting == 0)
    let age = sight.oldestAge(at: .september(16, 10, 5))
    #expect(age > .seconds(64 * 60) && age <= .seconds(65 * 60))
  }

  @Test func `what cannot be seen is nothing, and not what was seen before`() async throws {
    let database = try await TestDatabase.make()
    let watch = QueueWatch(database.queue, logger: .silent)
    await watch.look()
    _ = try await database.check("REVOKE SELECT ON messages FROM madoguchi_relay")
    await watch.look()
    #expect(watch.sight == nil)
  }
}
