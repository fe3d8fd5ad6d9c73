import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What a booking is issued to meet with, through its whole life (Art. 6(3)).
struct MeetingTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  /// The rows of a booking's meetings: number, whether in force, whether there is a box.
  private func meetings(of booking: BookingID) async throws -> [String] {
    try await database.check(
      """
      SELECT concat_ws(' ', number, CASE WHEN revoked_at IS NULL THEN 'in force' ELSE 'revoked' END,
        CASE WHEN box IS NULL THEN 'wiped' END)
      FROM meetings WHERE booking_id = $1 ORDER BY number
      """, booking
    ).map { try $0.decode(0) }
  }

  /// What the booking's licence shows for every meeting.
  private func shown(by booking: Booking) throws -> MeetingCredentials {
    let agreement = try #require(booking.agreement)
    let number = try #require(agreement.licence.name.split(separator: "-").last.flatMap { Int($0) })
    return .sample(number, of: agreement.vendor)
  }

  @Test func `a confirmation issues what the licence shows, and nothing does before`() async throws {
    let booking = try await office.receive()
    await #expect(throws: DomainError.illegalTransition(current: .received)) {
      try await office.meeting(of: booking.id)
    }
    try await office.offer(booking.id, .september(17, 10))
    await #expect(throws: DomainError.illegalTransition(current: .offered)) { try await office.meeting(of: booking.id) }
    #expect(try await meetings(of: booking.id).isEmpty)
    let firm = try await office.confirm(booking.id, .september(17, 10))
    #expect(try await office.meeting(of: booking.id) == shown(by: firm))
    #expect(try await meetings(of: booking.id) == ["1 in force"])
  }

  @Test func `another time is another meeting, and the old one is wiped`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let moved = try await office.reschedule(booking.id, to: .september(18, 10))
    #expect(try await meetings(of: booking.id) == ["1 revoked wiped", "2 in force"])
    #expect(try await office.meeting(of: booking.id) == shown(by: moved))
  }

  @Test func `another licence is another meeting, another counselor is not`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let counselor = try #require(try await office.counselors().first { $0 != booking.agreement?.counselor.id })
    try await office.reassign(booking.id, Reassignment(counselor: counselor))
    #expect(try await meetings(of: booking.id) == ["1 in force"])
    let licence = try #require(
      try await office.licences().first { $0.vendor == .zoom && $0.id != booking.agreement?.licence.id })
    let after = try await office.reassign(booking.id, Reassignment(licence: licence.id))
    #expect(try await meetings(of: booking.id) == ["1 revoked wiped", "2 in force"])
    #expect(try await office.meeting(of: booking.id) == shown(by: after))
    #expect(try shown(by: after) != shown(by: booking))
    try await HistoryChecks.messages(of: database)
  }

  @Test func `a licence's maintenance gives the bookings that it moves another meeting`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let licence = try #require(booking.agreement?.licence.id)
    let day = Slot(start: .september(17, 0), end: .september(18, 0))
    let moved = try await office.enter(\.maintenances, .licence(licence), day, reassign: true).rearrangement.moved
    #expect(moved == [booking.id])
    #expect(try await meetings(of: booking.id) == ["1 revoked wiped", "2 in force"])
    #expect(try await office.meeting(of: booking.id) == shown(by: office.read(booking.id)))
    try await HistoryChecks.messages(of: database)
  }

  @Test func `every ending revokes`() async throws {
    let cancelled = try await office.confirmed(.september(18, 9))
    try await office.cancel(cancelled.id)
    let held = try await office.ready(.september(17, 10))
    let terminated = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 9, 50))
    for id in [held.id, terminated.id] {
      try await office.start(id)
      #expect(try await meetings(of: id) == ["1 in force"])
    }
    try await office.complete(held.id)
    try await office.terminate(terminated.id)
    for id in [cancelled.id, held.id, terminated.id] {
      #expect(try await meetings(of: id) == ["1 revoked wiped"])
      let status = try await office.read(id).status
      await #expect(throws: DomainError.illegalTransition(current: status)) { try await office.meeting(of: id) }
    }
  }

  @Test func `a no-show has none from the tenth minute on, and has the same again when it is taken back`() async throws
  {
    let booking = try await office.confirmed(.september(17, 10))
    let before = try await office.meeting(of: booking.id)
    try office.advance(to: .september(17, 10, 10))
    await #expect(throws: DomainError.illegalTransition(current: .noShow)) { try await office.meeting(of: booking.id) }
    try await database.store.writeDownDeadlines()
    #expect(try await meetings(of: booking.id) == ["1 revoked"])
    try await office.reverse(booking.id, to: .inSession)
    #expect(try await meetings(of: booking.id) == ["1 in force"])
    #expect(try await office.meeting(of: booking.id) == before)
  }

  @Test(arguments: [BookingStatus.held, .cancelledByUser, .cancelledByOffice])
  func `a no-show that was something else is wiped`(status: BookingStatus) async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 10, 40))
    try await office.reverse(booking.id, to: status)
    #expect(try await meetings(of: booking.id) == ["1 revoked wiped"])
  }

  @Test func `a follow-up has a meeting of its own at once`() async throws {
    let parent = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 9, 50))
    try await office.start(parent.id)
    let next = try await office.followUp(parent.id, .september(24, 10))
    #expect(try await office.meeting(of: next.id) == shown(by: next))
    #expect(try await meetings(of: parent.id) == ["1 in force"])
  }

  @Test func `without credentials a booking is firm all the same, and waits for them`() async throws {
    for licence in try await office.licences() { try await office.dropCredentials(of: licence.id) }
    let booking = try await office.confirmed(.september(17, 10))
    await #expect(throws: DomainError.meetingNotIssued) { try await office.meeting(of: booking.id) }
    let licence = try #require(booking.agreement?.licence.id)
    try await office.set(.sample(7), of: licence)
    #expect(try await office.meeting(of: booking.id) == .sample(7))
    #expect(try await database.check("SELECT 1 FROM tasks").isEmpty)
  }

  @Test func `another office's booking has no meeting`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    await #expect(throws: DomainError.notFound) { try await database.kobe.meeting(of: booking.id) }
  }

  @Test func `the relay reads what is in force`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let secrets = MeetingSecrets(pool: database.relay, keys: try #require(TestDatabase.keys))
    #expect(try await secrets.credentials(for: booking.id, in: office.office) == shown(by: booking))
    #expect(try await secrets.credentials(for: booking.id, in: database.kobe.office) == nil)
    let stranger = MeetingSecrets(pool: database.relay, keys: try KeyRing(parsing: KeyRing.line()))
    await #expect(throws: DomainError.keysMissing) {
      try await stranger.credentials(for: booking.id, in: office.office)
    }
    try await office.cancel(booking.id)
    #expect(try await secrets.credentials(for: booking.id, in: office.office) == nil)
  }
}
