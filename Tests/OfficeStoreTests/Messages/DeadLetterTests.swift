import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What an outage killed is sent again by one command.
struct DeadLetterTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  /// Gives up all that is due, in an order of its own.
  private func giveUpAll() async throws {
    while true {
      let claimed = try await database.queue.claim(in: office.office, limit: 10, lease: .seconds(60))
      if claimed.isEmpty { return }
      for message in claimed { try await database.queue.gaveUp(message, code: "timeout") }
    }
  }

  private func redeliver(since: Instant? = nil, rehearsing: Bool = false, batch: Int = 200) async throws -> DeadLetters
  {
    try await office.store.redeliverDeadLetters(
      in: office.office, since: since, isRehearsal: rehearsing, batch: batch, .operatorAtCommandLine)
  }

  private func statuses() async throws -> [String: Int] {
    let rows = try await database.check(
      "SELECT status, count(*) FROM messages WHERE due_at <= $1 GROUP BY 1", database.clock.now())
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.decode(0), try $0.decode(1)) })
  }

  private func openTasks() async throws -> Int {
    try await database.check("SELECT FROM tasks WHERE closed_at IS NULL").count
  }

  @Test func `the notice of a refusal that was lifted meanwhile stays dead`() async throws {
    let refusals = [
      try await office.refuse(office.receive().seeker.id, from: .september(16, 8), by: .officeHead),
      try await office.refuse(office.receive().seeker.id, from: .september(16, 8), by: .officeHead),
    ]
    try await giveUpAll()
    try await office.lift(refusals[0].id)
    let done = try await redeliver()
    #expect(done.revived == 1 && done.outdated == 1)
    #expect(try await office.messages(about: refusals[0].booking).map(\.status) == [.dead])
  }

  @Test func `all that was given up waits again, in its old order, and the tasks are closed`() async throws {
    var bookings: [BookingID] = []
    for hour in [9, 10, 11] {
      let booking = try await office.confirmed(.september(24, hour))
      // the first offer is answered: it is no longer so
      bookings.append(booking.id)
      try await office.reschedule(booking.id, to: .september(25, hour))
    }
    try await giveUpAll()
    #expect(try await statuses() == ["dead": 6, "dropped": 3])
    #expect(try await openTasks() == 3)
    var progress: [Int] = []
    let done = try await office.store.redeliverDeadLetters(
      in: office.office, batch: 2, .operatorAtCommandLine, told: { progress.append($0.revived + $0.outdated) })
    // of each booking the details; its offer was answered
    #expect(done.revived == 3 && done.outdated == 3)
    #expect(progress == [2, 4, 6, 6])
    #expect(try await statuses() == ["dead": 3, "pending": 3, "dropped": 3])
    #expect(try await openTasks() == 3, "an offer of each lies dead")
    let again = try await redeliver()
    #expect(again.revived == 0 && again.outdated == 3)
    let by = try await database.check(
      "SELECT DISTINCT redelivered_by FROM messages WHERE status = 'pending' AND redelivered_at IS NOT NULL")
    #expect(try by.map { try $0.decode(0, as: String.self).hasPrefix("system_admin:") } == [true])
    let entries = try await database.check(
      "SELECT DISTINCT unnest(booking_ids) FROM audit_entries WHERE operation = 'redeliverDeadLetters'")
    #expect(Set(try entries.map { try $0.decode(0, as: BookingID.self) }) == Set(bookings))
  }

  @Test func `a booking's messages keep their order, also where a batch ends between them`() async throws {
    let hours = [9, 10, 11, 13, 14]
    for hour in hours { _ = try await office.offered(.september(24, hour)) }
    try await office.publish("新しい規約", from: "2026-10-01")
    try await office.store.noticeTerms()
    try await giveUpAll()
    #expect(try await openTasks() == hours.count + 1, "one about each booking's dead, one about the terms")
    let done = try await redeliver(batch: 1)
    #expect(done.revived == 2 * hours.count && done.outdated == 0)
    #expect(try await openTasks() == 1)
    var told: [BookingID: [MessageKind]] = [:]
    while true {
      let claimed = try await database.queue.claim(in: office.office, limit: 9, lease: .seconds(60))
      if claimed.isEmpty { break }
      for message in claimed {
        #expect(message.attempts == 1)
        told[message.booking, default: []].append(message.kind)
        try await database.queue.delivered(message)
      }
    }
    #expect(told.count == hours.count)
    for (booking, kinds) in told {
      let rows = try await database.check(
        "SELECT kind FROM messages WHERE booking_id = $1 AND status = 'delivered' ORDER BY booking_version, kind",
        booking)
      #expect(try kinds == rows.map { try $0.decode(0, as: MessageKind.self) })
      #expect(Set(kinds) == [.offer, .termsChanged])
    }
  }

  @Test func `a rehearsal counts what would be sent, and changes nothing`() async throws {
    _ = try await office.offered(.september(24, 10))
    try await giveUpAll()
    #expect(try await redeliver(rehearsing: true).revived == 1)
    #expect(try await statuses() == ["dead": 1])
    let entries = try await database.check("SELECT FROM audit_entries WHERE operation = 'redeliverDeadLetters'")
    #expect(entries.isEmpty)
    #expect(try await openTasks() == 1)
  }

  @Test func `what somebody has dealt with stays dead, and what was given up before`() async throws {
    _ = try await office.offered(.september(24, 10))
    try await giveUpAll()
    try office.advance(to: .september(16, 11))
    let late = try await office.offered(.september(24, 11))
    try await giveUpAll()
    #expect(try await redeliver(since: .september(16, 10), rehearsing: true).revived == 1)
    #expect(try await redeliver(rehearsing: true).revived == 2)
    _ = try await database.check(
      "UPDATE tasks SET closed_at = created_at, closed_by = 'test' WHERE booking_id <> $1", late.id)
    #expect(try await redeliver().revived == 1)
    #expect(try await office.told(late.id).first == "offer pending")
    #expect(try await statuses() == ["dead": 1, "pending": 1])
  }

  @Test func `another office's stay as they are`() async throws {
    _ = try await office.offered(.september(24, 10))
    try await giveUpAll()
    let kobe = try await office.store.redeliverDeadLetters(in: database.kobe.office, .operatorAtCommandLine)
    #expect(kobe.revived == 0 && kobe.outdated == 0)
  }
}
