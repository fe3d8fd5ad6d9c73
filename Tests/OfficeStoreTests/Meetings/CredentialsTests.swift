import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What a licence shows for every meeting.
struct CredentialsTests {
  private let database: TestDatabase
  private var office: TestOffice { database.kobe }

  init() async throws { database = try await TestDatabase.make() }

  private func licence() async throws -> LicenceID { try #require(try await office.licences().first?.id) }

  @Test func `new credentials reach the bookings ahead, whose users are told once more, and no other`() async throws {
    let running = try await office.ready(.september(17, 9))
    let ahead = try await office.confirmed(.september(17, 10))
    try await office.pool([.sample(50)], of: licence())
    let pooled = try await office.confirmed(.september(17, 11))
    try office.advance(to: .september(17, 8, 50))
    try await office.start(running.id)
    try await office.set(.sample(8), of: licence())
    #expect(try await office.meeting(of: ahead.id) == .sample(8))
    #expect(try await office.meeting(of: running.id) == .sample(1))
    #expect(try await office.meeting(of: pooled.id) == .sample(50))
    let after = try await office.read(ahead.id)
    #expect(after.version == ahead.version + 1 && after.status == .confirmed)
    let event = try await office.events(of: ahead.id).last
    #expect(event?.kind == "reassigned" && event?.actor.hasPrefix("supervisor:") == true)
    let told = try await database.check(
      """
      SELECT booking_id FROM messages m JOIN bookings b ON b.office_id = m.office_id AND b.id = m.booking_id
      WHERE m.kind = 'details' AND m.status = 'pending' AND m.booking_version = b.version
        AND b.version > (SELECT min(version) FROM booking_events e WHERE e.booking_id = b.id AND e.kind = 'confirmed')
        AND m.deliver_by IS NOT NULL AND b.status = 'confirmed'
      """)
    #expect(try told.map { try $0.decode(0, as: BookingID.self) } == [ahead.id])
    for other in [running, pooled] {
      #expect(try await office.events(of: other.id).allSatisfy { $0.kind != "reassigned" })
    }
    try await HistoryChecks.messages(of: database)
    try await HistoryChecks.events(of: database)
  }

  @Test func `credentials of another vendor, of no licence in use, or without keys are refused`() async throws {
    let licence = try await licence()
    await #expect(throws: DomainError.otherVendor) { try await office.set(.sample(1, of: .teleoffice), of: licence) }
    await #expect(throws: DomainError.otherVendor) { try await office.pool([.sample(1, of: .teleoffice)], of: licence) }
    let foreign = try #require(try await database.nishinomiya.licences().first?.id)
    for stranger in [LicenceID(), foreign] {
      await #expect(throws: DomainError.notFound) { try await office.set(.sample(1), of: stranger) }
      await #expect(throws: DomainError.notFound) { try await office.pool([.sample(1)], of: stranger) }
      await #expect(throws: DomainError.notFound) { try await office.emptyPool(of: stranger) }
    }
    let booking = try await office.confirmed(.september(17, 9))
    let keyless = OfficeStore(pool: database.app, clock: database.clock, logger: .silent)
    let context = office.context(by: .supervisor)
    await #expect(throws: DomainError.keysMissing) {
      _ = try await keyless.setCredentials(.sample(1), of: licence, context) { _ in Answer(status: 200, body: []) }
    }
    await #expect(throws: DomainError.keysMissing) {
      _ = try await keyless.addToPool([.sample(9)], of: licence, context) { _ in Answer(status: 200, body: []) }
    }
    await #expect(throws: DomainError.keysMissing) {
      try await keyless.meeting(of: booking.id, office.caller(.gateway), office.office)
    }
    try await office.dropCredentials(of: licence)
    await #expect(throws: DomainError.notFound) { try await office.dropCredentials(of: licence) }
  }

  @Test func `a booking that is confirmed while credentials are set has them`() async throws {
    let licence = try await licence()
    for (day, hour) in [(17, 9), (17, 10), (17, 11), (18, 9), (18, 10)] {
      try await office.dropCredentials(of: licence)
      let offered = try await office.offered(.september(day, hour))
      async let confirmed = office.confirm(offered.id, .september(day, hour))
      async let set: Void = office.set(.sample(hour), of: licence)
      _ = try await (confirmed, set)
      #expect(try await office.meeting(of: offered.id) == .sample(hour))
    }
  }

  @Test func `a booking that is cancelled while credentials are set has no meeting in force`() async throws {
    let licence = try await licence()
    for hour in [9, 10, 11, 13, 14] {
      let booking = try await office.confirmed(.september(17, hour))
      async let cancelled = office.cancel(booking.id)
      async let set: Void = office.set(.sample(hour), of: licence)
      _ = try await (cancelled, set)
      try await HistoryChecks.meetings(of: database)
    }
  }

  @Test func `nothing that is kept shows a part of them`() async throws {
    let secret = MeetingCredentials.zoom(
      meetingID: "98765432101", passcode: "Himitsu_1", url: "https://zoom.example/kakushi")
    try await office.set(secret, of: licence())
    try await office.pool([.sample(77)], of: licence())
    _ = try await office.confirmed(.september(17, 9))
    let boxes = try await database.check(
      """
      SELECT box FROM licence_credentials UNION ALL SELECT box FROM meeting_pool WHERE box IS NOT NULL
      UNION ALL SELECT box FROM meetings UNION ALL SELECT digest FROM meeting_pool
      """)
    for row in boxes {
      let box = try row.decode(0, as: [UInt8].self)
      for text in ["98765432101", "Himitsu_1", "kakushi", "900000077", "zoom"] {
        #expect(!box.contains(Array(text.utf8)))
      }
    }
    #expect(boxes.count >= 4)
  }

  @Test func `a box that was moved elsewhere does not open`() async throws {
    let booking = try await office.confirmed(.september(17, 9))
    let other = try await office.confirmed(.september(17, 10))
    try await office.set(.sample(5), of: licence())
    _ = try await database.check("UPDATE meetings SET place = gen_random_uuid() WHERE booking_id = $1", booking.id)
    await #expect(throws: DomainError.unexpected) { try await office.meeting(of: booking.id) }
    #expect(try await office.meeting(of: other.id) == .sample(5))
  }
}
