import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// What waits for another attempt, and what brings it forward.
struct MessageWaitingTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private var queue: MessageQueue { database.queue }

  init() async throws { database = try await TestDatabase.make() }

  private func claim(limit: Int = 10) async throws -> [QueuedMessage] {
    try await queue.claim(in: office.office, limit: limit, lease: .seconds(60))
  }

  @Test func `an attempt that does not count leaves the message as many`() async throws {
    let booking = try await office.offered(.september(24, 10))
    for _ in 1...3 {
      let message = try #require(try await claim().first)
      #expect(message.attempts == 1)
      try await queue.failed(message, code: "no_meeting", nextAttempt: database.clock.now(), counts: false)
    }
    let waiting = try #require(try await office.messages(about: booking.id).first { $0.kind == .offer })
    #expect(waiting.attempts == 0 && waiting.failure == "no_meeting")
  }

  @Test func `what a target made wait is brought forward in batches, what is due for longest first`() async throws {
    var ids: [BookingID] = []
    for hour in [9, 10, 11, 13] { ids.append(try await office.offered(.september(24, hour)).id) }
    for message in try await claim() {
      let code = message.booking == ids[0] ? "no_meeting" : "timeout"
      try await queue.failed(message, code: code, nextAttempt: .september(17, 8))
    }
    #expect(try await claim().isEmpty)
    #expect(try await queue.wake(failedWith: ["timeout", "http_5xx"], in: office.office, limit: 2) == 2)
    #expect(try await claim(limit: 1).map(\.booking) == [ids[1]])
    #expect(try await queue.wake(failedWith: ["timeout", "http_5xx"], in: office.office, limit: 2) == 1)
    #expect(try await claim().map(\.booking) == Array(ids[2...]))
    #expect(try await queue.wake(failedWith: ["timeout"], in: database.kobe.office, limit: 2) == 0)
  }

  @Test func `what is brought forward keeps its place among its booking's, and what is not due its time`() async throws
  {
    let booking = try await office.confirmed(.september(24, 10))
    let offer = try #require(try await claim().first)
    try await queue.failed(offer, code: "timeout", nextAttempt: .september(17, 8))
    #expect(try await queue.wake(failedWith: ["timeout"], in: office.office, limit: 9) == 1)
    #expect(try await claim().map(\.kind) == [.offer])
    let reminder = try #require(try await office.messages(about: booking.id).first { $0.kind == .reminderDayBefore })
    #expect(reminder.dueAt == .september(23, 9) && reminder.status == .pending)
  }

  @Test func `the outbox's standing: what is late, in hand, without a meeting, and dead until somebody sees to it`()
    async throws
  {
    #expect(try await queue.standings().isEmpty)
    let confirmed = try await office.confirmed(.september(24, 10))
    _ = try await office.offered(.september(24, 11))
    let standing = try #require(try await queue.standings().first)
    #expect(standing.office == office.office.code && standing.pending == 3, "an offer twice, and details")
    #expect(standing.oldestDue.map { $0 < .september(16, 9, 1) } == true)
    for message in try await claim() where message.booking == confirmed.id { try await queue.delivered(message) }
    let details = try #require(try await claim().first)
    #expect(details.kind == .details)
    #expect(try await queue.standings().first?.inHand == 2)
    try await queue.failed(details, code: "no_meeting", nextAttempt: .september(17, 8), counts: false)
    let waiting = try #require(try await queue.standings().first)
    #expect(waiting.pending == 1 && waiting.withoutMeeting == 1 && waiting.dead == 0)

    try office.advance(to: .september(16, 10))
    try await queue.gaveUp(try #require(try await claim().first), code: "timeout")
    #expect(try await queue.standings().map(\.dead) == [1])
    _ = try await database.check("UPDATE tasks SET closed_at = created_at, closed_by = 'test'")
    #expect(try await queue.standings().map(\.dead) == [0])

    // past its use nobody waits for it
    try office.advance(to: .september(24, 11))
    #expect(try await queue.standings().map(\.withoutMeeting) == [])
  }

  @Test func `doctor warns of what is late and dead, and finds secrets that no key here opens`() async throws {
    let well = await queue.examine(keys: TestDatabase.keys)
    #expect(well.map(\.verdict) == [.ok, .ok, .ok], "\(well)")
    _ = try await office.offered(.september(24, 10))
    try office.advance(to: .september(16, 9, 12))
    let late = await queue.examine(keys: TestDatabase.keys).filter { $0.verdict != .ok }
    #expect(late.map(\.subject) == ["queue"] && late.first?.text.contains("11 min; late: 2804 (1)") == true, "\(late)")
    try await queue.gaveUp(try #require(try await claim().first), code: "timeout")
    let dead = await queue.examine(keys: TestDatabase.keys).filter { $0.verdict != .ok }
    #expect(dead.map(\.subject) == ["dead letters"] && dead.first?.text == "2804 (1)", "\(dead)")

    let keys = try #require(TestDatabase.keys)
    let firm = try await database.kobe.confirmed(.september(24, 10))
    try await Administration(owner: database.owner, clock: database.clock).setWebhook(
      "https://gateway.example/", secret: "the secret of 2804", of: office.office.code, keys: keys)
    for ring in [nil, try KeyRing(parsing: KeyRing.line())] {
      let unopened = try await queue.unopened(by: ring)
      #expect(unopened.keys == [keys.currentID] && unopened.webhooks == [office.office.code])
      #expect(unopened.meetings == 1)
      let wrong = await queue.examine(keys: ring).filter { $0.verdict == .wrong }
      #expect(wrong.map(\.subject) == ["relay keys"] && wrong.first?.text.contains("2804") == true, "\(wrong)")
    }
    try await database.kobe.cancel(firm.id)
    #expect(try await queue.unopened(by: nil).meetings == 0)
    #expect(try await queue.unopened(by: keys) == UnopenedSecrets())
  }
}
