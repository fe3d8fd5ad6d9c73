import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Signs of life around a session (Art. 6(6), A8).
struct PresenceTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `who got in touch before ten past is never deemed absent`() async throws {
    let booking = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 10, 9))
    let heard = try await office.contact(booking.id)
    #expect(heard.status == .confirmed)
    #expect(heard.contactedAt != nil)
    #expect(heard.flags == [.contacted])
    try office.advance(to: .september(17, 10, 20))
    try await database.store.writeDownDeadlines()
    #expect(try await office.read(booking.id).status == .confirmed)
    #expect(try await office.start(booking.id).status == .inSession)
  }

  @Test func `who waits in the meeting is never deemed absent, and the first entry counts`() async throws {
    let booking = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 10, 5))
    let joined = try await office.join(booking.id, at: .september(17, 10, 1))
    #expect(joined.joinedAt == .september(17, 10, 1))
    #expect(try await office.join(booking.id).joinedAt == .september(17, 10, 1))
    #expect(try await office.events(of: booking.id).last?.actor.hasPrefix("gateway:") == true)
    try office.advance(to: .september(17, 10, 25))
    #expect(try await office.read(booking.id).status == .confirmed)
  }

  @Test func `a contact noted once the absence is deemed comes too late, whenever it arrived`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 10, 12))
    await #expect(throws: DomainError.illegalTransition(current: .noShow)) {
      try await office.contact(booking.id, receivedAt: .september(17, 10, 5))
    }
    await #expect(throws: DomainError.illegalTransition(current: .noShow)) { try await office.join(booking.id) }
  }

  @Test func `a contact arrived when it was received, not when it was noted`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 9, 30))
    let heard = try await office.contact(booking.id, receivedAt: .september(17, 9, 10))
    #expect(heard.contactedAt == .september(17, 9, 10))
    let event = try #require(try await office.events(of: booking.id).last)
    #expect(event.occurredAt == .september(17, 9, 10) && event.recordedAt >= .september(17, 9, 30))
    #expect(event.reason == "電車の遅延" && event.channel == .phone)
    #expect(try await office.contact(booking.id, receivedAt: .september(17, 9)).contactedAt == .september(17, 9, 10))
  }

  @Test func `neither a contact nor a joining lies in the future or before what it is about`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    for instant in [Instant.september(16, 8), .september(17, 10)] {
      await #expect(throws: DomainError.invalidReceivedAt) {
        try await office.contact(booking.id, receivedAt: instant)
      }
      await #expect(throws: DomainError.invalidJoinedAt) { try await office.join(booking.id, at: instant) }
    }
    #expect(try await office.read(booking.id).version == booking.version)
  }
}
