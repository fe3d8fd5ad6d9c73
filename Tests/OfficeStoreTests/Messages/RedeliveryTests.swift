import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What persons and the gateway do with messages.
struct RedeliveryTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private var queue: MessageQueue { database.queue }

  init() async throws { database = try await TestDatabase.make() }

  private func id(_ kind: MessageKind, of booking: Booking) async throws -> MessageID {
    try #require(try await office.messages(about: booking.id).first { $0.kind == kind && $0.status != .dropped }).id
  }

  private func claim() async throws -> [QueuedMessage] {
    try await queue.claim(in: office.office, limit: 10, lease: .seconds(60))
  }

  @Test func `what MyPage has fetched is delivered, and no relay sends it`() async throws {
    let booking = try await office.offered(.september(24, 10))
    let claimed = try await claim()
    let offer = try await id(.offer, of: booking)
    let first = try await office.acknowledge(offer)
    #expect(first.status == .delivered)
    try office.advance(to: .september(16, 10))
    #expect(try await office.acknowledge(offer).deliveredAt == first.deliveredAt)
    #expect(try await queue.delivered(try #require(claimed.first)) == false)
    #expect(try await claim().isEmpty)
  }

  @Test func `MyPage acknowledges nothing that is not due`() async throws {
    let booking = try await office.offered(.september(24, 10))
    let reminder = try await id(.reminderUnconfirmed, of: booking)
    await #expect(throws: DomainError.notFound) { try await office.acknowledge(reminder) }
  }

  @Test func `a dead message lives again by a person's command, and its task is closed`() async throws {
    let booking = try await office.offered(.september(24, 10))
    try await queue.gaveUp(try #require(try await claim().first), code: "timeout")
    let again = try await office.redeliver(try await id(.offer, of: booking))
    #expect(again.status == .pending && again.attempts == 0)
    #expect(again.redeliveredBy?.hasPrefix("supervisor:") == true)
    #expect(try await database.check("SELECT FROM tasks WHERE closed_at IS NULL").isEmpty)
    let claimed = try #require(try await claim().first)
    #expect(claimed.id == again.id && claimed.attempts == 1)
  }

  @Test func `the task stays open while another message of the booking lies dead`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    for _ in 0..<2 { try await queue.gaveUp(try #require(try await claim().first), code: "timeout") }
    try await office.redeliver(try await id(.details, of: booking))
    #expect(try await database.check("SELECT FROM tasks WHERE closed_at IS NULL").count == 1)
    try await office.acknowledge(try await id(.offer, of: booking))
    #expect(try await database.check("SELECT FROM tasks WHERE closed_at IS NULL").isEmpty)
  }

  @Test func `what was delivered is sent again with its old id, behind what waits`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    for _ in 0..<2 { try await queue.delivered(try #require(try await claim().first)) }
    let details = try await id(.details, of: booking)
    try await office.redeliver(details)
    await #expect(throws: DomainError.messagePending) { try await office.redeliver(details) }
    #expect(try await claim().map(\.id) == [details])
  }

  @Test func `what is no longer so is not sent again`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    for _ in 0..<2 { try await queue.delivered(try #require(try await claim().first)) }
    // the offer was answered
    let offer = try await id(.offer, of: booking)
    await #expect(throws: DomainError.messageOutdated) { try await office.redeliver(offer) }
    let old = try await id(.details, of: booking)
    try await office.reschedule(booking.id, to: .september(25, 10))
    await #expect(throws: DomainError.messageOutdated) { try await office.redeliver(old) }
    try await queue.delivered(try #require(try await claim().first))
    try await office.cancel(booking.id)
    let new = try #require(
      try await office.messages(about: booking.id, .delivered).first { $0.kind == .details && $0.id != old })
    await #expect(throws: DomainError.messageOutdated) { try await office.redeliver(new.id) }
  }

  @Test func `what was dropped stays so, and a passed deadline is one though nobody wrote it down`() async throws {
    let booking = try await office.offered(.september(24, 10))
    try await queue.delivered(try #require(try await claim().first))
    let offer = try await id(.offer, of: booking)
    let reminder = try await id(.reminderUnconfirmed, of: booking)
    try office.advance(to: .september(19, 0))
    await #expect(throws: DomainError.messageOutdated) { try await office.redeliver(offer) }
    try await database.store.writeDownDeadlines()
    await #expect(throws: DomainError.messageOutdated) { try await office.redeliver(reminder) }
  }

  @Test func `a notice of refusal is sent again while the refusal is in force, and no longer`() async throws {
    let booking = try await office.receive()
    func notices() async throws -> [OutboxMessage] {
      try await office.messages(about: booking.id).filter { $0.kind == .refused }
    }
    let first = try await office.refuse(
      booking.seeker.id, from: .september(16, 8), until: .september(20, 0), by: .officeHead)
    try await database.deliverMessages()
    let old = try #require(try await notices().first)
    #expect(try await office.redeliver(old.id).status == .pending)
    try await database.deliverMessages()
    try await office.lift(first.id)
    await #expect(throws: DomainError.messageOutdated) { try await office.redeliver(old.id) }
    // another refusal does not make the first one true
    try await office.refuse(booking.seeker.id, from: .september(16, 8), until: .september(18, 10), by: .officeHead)
    try await database.deliverMessages()
    await #expect(throws: DomainError.messageOutdated) { try await office.redeliver(old.id) }
    let new = try #require(try await notices().first { $0.id != old.id })
    #expect(try await office.redeliver(new.id).status == .pending)
    try await database.deliverMessages()
    try office.advance(to: .september(18, 10))
    await #expect(throws: DomainError.messageOutdated) { try await office.redeliver(new.id) }
  }

  @Test func `what retention has blanked is not sent again`() async throws {
    let booking = try await office.receive()
    try await office.decline(booking.id)
    try await database.deliverMessages()
    _ = try await database.check("UPDATE messages SET blanked_at = created_at, facts = facts - 'person'")
    let declined = try await id(.declined, of: booking)
    await #expect(throws: DomainError.blanked) { try await office.redeliver(declined) }
  }

  @Test func `another office's message is not found, whatever is done with it`() async throws {
    let offer = try await id(.offer, of: try await office.offered(.september(24, 10)))
    await #expect(throws: DomainError.notFound) { try await database.kobe.acknowledge(offer) }
    await #expect(throws: DomainError.notFound) { try await database.kobe.redeliver(offer) }
    #expect(try await queue.claim(in: database.kobe.office, limit: 10, lease: .seconds(60)).isEmpty)
  }
}
