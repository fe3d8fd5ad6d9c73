import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// The relay's side: who has what in hand, and in which order.
struct MessageQueueTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private var queue: MessageQueue { database.queue }

  init() async throws { database = try await TestDatabase.make() }

  private func claim(limit: Int = 10, lease: Duration = .seconds(60)) async throws -> [QueuedMessage] {
    try await queue.claim(in: office.office, limit: limit, lease: lease)
  }

  private func one() async throws -> QueuedMessage {
    let claimed = try await claim()
    try #require(claimed.count == 1)
    return try #require(claimed.first)
  }

  @Test func `of a booking's messages only the first is in anybody's hands`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    let offer = try await one()
    #expect(offer.kind == .offer && offer.booking == booking.id && offer.attempts == 1)
    #expect(try await claim().isEmpty)
    #expect(try await queue.delivered(offer))
    let details = try await one()
    #expect(details.kind == .details)
    #expect(try await queue.delivered(details))
    #expect(try await claim().isEmpty)
    #expect(try await office.told(booking.id).prefix(2) == ["offer delivered", "details delivered"])
  }

  @Test func `an offer brings the text of its terms, and no other message does`() async throws {
    _ = try await office.confirmed(.september(24, 10))
    let offer = try await one()
    #expect(offer.terms == "利用規約")
    try await queue.delivered(offer)
    #expect(try await one().terms == nil)
  }

  @Test func `bookings don't wait for one another, the longest waiting come first`() async throws {
    var ids: [BookingID] = []
    for hour in [9, 10, 11] { ids.append(try await office.offered(.september(24, hour)).id) }
    #expect(try await claim(limit: 2).map(\.booking) == Array(ids[..<2]))
    #expect(try await claim().map(\.booking) == Array(ids[2...]))
  }

  @Test func `what becomes of a message is in the audit, and what is tried is not`() async throws {
    let confirmed = try await office.confirmed(.september(24, 10))
    let entries = try await database.entries(of: office) {
      let offer = try await one()
      try await queue.failed(offer, code: "timeout", nextAttempt: database.clock.now())
      try await queue.delivered(try await one())
      try await queue.delivered(offer)
      try await queue.gaveUp(try await one(), code: "timeout")
    }
    #expect(entries.map(\.operation) == ["deliverMessage", "giveUpMessage"])
    #expect(entries.allSatisfy { $0.actor == "relay" && $0.bookings == [confirmed.id] && $0.kind == "change" })
    let told = try await office.messages(about: confirmed.id)
    #expect(
      entries.map(\.subject) == [MessageKind.offer, .details].map { kind in told.first { $0.kind == kind }?.id.uuid })

    let lapsing = [try await office.offered(.september(17, 10)).id, try await office.offered(.september(17, 11)).id]
    try office.advance(to: .september(17, 9))
    let dropped = try await database.entries(of: office) {
      let claimed = try await claim()
      #expect(claimed.isEmpty)
    }
    #expect(dropped.map(\.operation) == ["dropMessages"])
    #expect(Set(dropped.flatMap(\.bookings)) == Set(lapsing))
    #expect(try await database.entries(of: database.kobe).isEmpty)
  }

  @Test func `only offices with something due are asked`() async throws {
    #expect(try await queue.offices().isEmpty)
    let booking = try await database.kobe.offered(.september(24, 10))
    #expect(try await queue.offices().map(\.id) == [database.kobe.office.id])
    let claimed = try await queue.claim(in: database.kobe.office, limit: 1, lease: .seconds(60))
    #expect(try await queue.offices().isEmpty)
    for message in claimed { try await queue.delivered(message) }
    #expect(try await database.kobe.told(booking.id) == ["offer delivered", "reminder_unconfirmed pending"])
    try office.advance(to: .september(17, 9))
    #expect(try await queue.offices().map(\.id) == [database.kobe.office.id])
  }

  @Test func `what is not due yet is in nobody's way`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    for _ in 0..<2 { try await queue.delivered(try await one()) }
    let terms = try #require(booking.offer?.termsVersion)
    try await database.app.withConnection { connection in
      let session = Session(
        connection: connection, actor: "test", office: office.office, now: database.clock.now())
      let facts: [String: PostgresJSON.Member?] = [Outbox.enclosedTerms: .text(terms.description)]
      for _ in 0..<2 {
        let change = Outbox.queue(
          .termsChanged, about: booking.id, version: booking.version, facts: facts, in: session)
        _ = try await session.run([Statement("BEGIN"), session.enter, change, Statement("COMMIT")])
      }
    }
    let change = try await one()
    #expect(change.kind == .termsChanged && change.terms == "利用規約")
    let waiting = try await office.told(booking.id).filter { $0.hasSuffix("pending") }
    #expect(waiting == ["terms_changed pending", "reminder_day_before pending"])
  }

  @Test func `what becomes due takes its place behind what was due before`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    try await queue.delivered(try await one())
    try await queue.failed(try await one(), code: "timeout", nextAttempt: .september(23, 10))
    try office.advance(to: .september(23, 9))
    #expect(try await claim().isEmpty)
    try office.advance(to: .september(23, 10))
    let details = try await one()
    #expect(details.kind == .details && details.booking == booking.id)
    try await queue.delivered(details)
    #expect(try await one().kind == .reminderDayBefore)
  }

  @Test func `a lease that ran out is anybody's again, and then no longer the first one's`() async throws {
    _ = try await office.offered(.september(24, 10))
    let first = try await one()
    try office.advance(to: .september(16, 9, 10))
    let second = try await one()
    #expect(second.id == first.id && second.attempts == 2)
    #expect(try await queue.delivered(first) == false)
    #expect(try await queue.failed(first, code: "timeout", nextAttempt: .september(30, 9)) == false)
    #expect(try await queue.gaveUp(first, code: "timeout") == false)
    #expect(try await queue.delivered(second))
    #expect(try await queue.delivered(second) == false)
  }

  @Test func `who is late but was not replaced has delivered`() async throws {
    let booking = try await office.offered(.september(24, 10))
    let message = try await one()
    try office.advance(to: .september(16, 9, 10))
    #expect(try await queue.delivered(message))
    #expect(try await office.told(booking.id).first == "offer delivered")
  }

  @Test func `a failed attempt is repeated when it said, and not before`() async throws {
    let booking = try await office.offered(.september(24, 10))
    #expect(try await queue.failed(try await one(), code: "http_500", nextAttempt: .september(16, 9, 20)))
    #expect(try await claim().isEmpty)
    #expect(try await office.messages(about: booking.id).first { $0.kind == .offer }?.failure == "http_500")
    try office.advance(to: .september(16, 9, 20))
    #expect(try await one().attempts == 2)
  }

  @Test func `a message that was given up is dead, a task, and no longer in the way`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    #expect(try await queue.gaveUp(try await one(), code: "http_500"))
    #expect(try await office.told(booking.id).first == "offer dead")
    let tasks = try await database.check("SELECT kind, booking_id, created_by FROM tasks WHERE closed_at IS NULL")
    #expect(tasks.count == 1)
    #expect(try tasks.first?.decode(0, as: String.self) == "message_dead")
    #expect(try tasks.first?.decode(1, as: BookingID.self) == booking.id)
    #expect(try tasks.first?.decode(2, as: String.self) == "relay")
    #expect(try await one().kind == .details)
  }

  @Test func `what was dropped in somebody's hands has left all the same, or is nobody's concern`() async throws {
    let (sent, unsent) = (
      try await office.offered(.september(24, 10)), try await office.offered(.september(24, 11))
    )
    let claimed = try await claim()
    for id in [sent.id, unsent.id] { try await office.withdraw(id) }
    #expect(try await queue.delivered(try #require(claimed.first)))
    #expect(try await queue.gaveUp(try #require(claimed.last), code: "timeout"))
    #expect(try await office.told(sent.id).first == "offer delivered")
    #expect(try await office.told(unsent.id).first == "offer dropped")
    #expect(try await database.check("SELECT FROM tasks").isEmpty)
  }

  @Test func `nothing is claimed beside what is in hand, even if it was dropped meanwhile`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    try await queue.delivered(try await one())
    let details = try await one()
    try await office.cancel(booking.id)
    #expect(try await claim().isEmpty)
    try await queue.delivered(details)
    #expect(try await one().kind == .cancelled)
  }

  @Test func `what has become useless is dropped when its turn comes`() async throws {
    let booking = try await office.offered(.september(24, 10))
    try office.advance(to: .september(19, 0))
    #expect(try await claim().isEmpty)
    #expect(try await office.told(booking.id) == ["offer dropped", "reminder_unconfirmed dropped"])
  }

  @Test func `a machine whose clock is behind does not put its message first`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    let slow = OfficeStore(
      pool: database.app, clock: ServiceClock(startingAt: .september(16, 8)), logger: .silent)
    let move = Rescheduling(start: .september(25, 10), reason: "都合により")
    _ = try await slow.reschedule(booking.id, move, office.context()) { _, _ in Answer(status: 200, body: []) }
    let offer = try await one()
    #expect(offer.kind == .offer)
    try await queue.delivered(offer)
    #expect(try await one().kind == .details)
  }
}
