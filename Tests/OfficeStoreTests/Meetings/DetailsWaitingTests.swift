import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Details that wait for their meeting leave when there is one, whatever became of them meanwhile.
struct DetailsWaitingTests {
  private let database: TestDatabase
  /// One licence only.
  private var office: TestOffice { database.kobe }

  init() async throws { database = try await TestDatabase.make() }

  private func licence() async throws -> LicenceID { try #require(try await office.licences().first?.id) }

  private func claim() async throws -> [QueuedMessage] {
    try await database.queue.claim(in: office.office, limit: 10, lease: .seconds(60))
  }

  /// The details of a firm booking whose licence has nothing to show, in a relay's hands.
  private func waiting(_ start: Instant = .september(24, 10)) async throws -> (Booking, QueuedMessage) {
    let licence = try await licence()
    if try await office.store.meetingStock(of: licence, office.caller(), office.office).setAt != nil {
      try await office.dropCredentials(of: licence)
    }
    let booking = try await office.confirmed(start)
    var claimed: [QueuedMessage] = []
    while claimed.first?.kind != .details {
      for message in claimed { try await database.queue.delivered(message) }
      claimed = try await claim().filter { $0.booking == booking.id }
    }
    return (booking, try #require(claimed.first))
  }

  private func fail(_ message: QueuedMessage) async throws {
    try await database.queue.failed(message, code: "no_meeting", nextAttempt: .september(23, 9), counts: false)
  }

  @Test func `who waited is told as soon as the licence has credentials`() async throws {
    let (booking, details) = try await waiting()
    try await fail(details)
    #expect(try await claim().isEmpty)
    try await office.set(.sample(1), of: licence())
    #expect(try await office.meeting(of: booking.id) == .sample(1))
    let again = try #require(try await claim().first)
    #expect(again.id == details.id && again.attempts == 1)
    try await database.queue.delivered(again)
    #expect(try await office.told(booking.id).filter { $0.hasPrefix("details") } == ["details delivered"])
  }

  @Test func `a pool wakes those that it serves, and no other`() async throws {
    let (sooner, first) = try await waiting(.september(24, 9))
    let (later, second) = try await waiting(.september(24, 10))
    for message in [first, second] { try await fail(message) }
    try await office.pool([.sample(101)], of: licence())
    #expect(try await claim().map(\.booking) == [sooner.id])
    try await office.pool([.sample(102)], of: licence())
    #expect(try await claim().map(\.booking) == [later.id])
  }

  @Test func `a relay that found no meeting a moment before there was one does not make it wait`() async throws {
    let (_, details) = try await waiting()
    try await office.set(.sample(1), of: licence())
    // still in its hands: nobody else sends it
    #expect(try await claim().isEmpty)
    try await fail(details)
    let again = try #require(try await claim().first)
    #expect(again.id == details.id && again.attempts == 1)
  }

  @Test func `details that were given up for want of a meeting live again, and their task is closed`() async throws {
    let (booking, details) = try await waiting()
    try await database.queue.gaveUp(details, code: "no_meeting")
    try await office.set(.sample(1), of: licence())
    #expect(try await claim().map(\.id) == [details.id])
    let tasks = try await database.check("SELECT closed_by FROM tasks WHERE booking_id = $1", booking.id)
    #expect(try tasks.map { try $0.decode(0, as: String.self).hasPrefix("supervisor:") } == [true])
  }

  @Test func `another message that lies dead keeps the task open`() async throws {
    let (booking, details) = try await waiting()
    try await database.queue.gaveUp(details, code: "no_meeting")
    _ = try await database.check("UPDATE messages SET status = 'dead', delivered_at = NULL WHERE kind = 'offer'")
    try await office.set(.sample(1), of: licence())
    #expect(
      try await database.check("SELECT FROM tasks WHERE booking_id = $1 AND closed_at IS NULL", booking.id).count == 1)
  }

  @Test func `details of a booking that became firm before there were messages are queued, once`() async throws {
    let (booking, _) = try await waiting()
    let (_, other) = try await waiting(.september(24, 11))
    try await fail(other)
    _ = try await database.check("DELETE FROM messages WHERE booking_id = $1", booking.id)
    try await office.set(.sample(1), of: licence())
    #expect(
      try await office.told(booking.id) == ["details pending", "reminder_day_before pending"])
    #expect(Set(try await claim().map(\.booking)) == [booking.id, other.booking])
    let deadline = try await database.check(
      "SELECT deliver_by FROM messages WHERE booking_id = $1 AND kind = 'details'", booking.id)
    #expect(try deadline.first?.decode(0, as: Instant.self) == .september(24, 9), "A14: an hour before")
    try await office.pool([.sample(101)], of: licence())
    #expect(try await office.told(booking.id).count == 2)
    #expect(try await office.told(other.booking).filter { $0.hasPrefix("details") } == ["details pending"])
  }

  @Test func `overdue details stay an alert until they have left (A14)`() async throws {
    let (booking, details) = try await waiting()
    try await fail(details)
    try office.advance(to: .september(18, 9))
    func alerts() async throws -> [BookingID] {
      try await office.store.writeDownDeadlines()
      return try await database.check(
        "SELECT booking_id FROM tasks WHERE kind = 'details_not_sent' AND closed_at IS NULL"
      ).map { try $0.decode(0, as: BookingID.self) }
    }
    #expect(try await alerts() == [booking.id])
    try await office.set(.sample(1), of: licence())
    #expect(try await alerts() == [booking.id])
    try await database.queue.delivered(try #require(try await claim().first { $0.kind == .details }))
    #expect(try await alerts().isEmpty)
  }
}
