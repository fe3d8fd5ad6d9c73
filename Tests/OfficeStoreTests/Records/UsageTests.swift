import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct UsageTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  private func rows() async throws -> Int {
    try #require(
      try await database.check("SELECT (SELECT count(*) FROM usage_events) + (SELECT count(*) FROM usage_devices)")
        .first?
        .decode(0, as: Int.self))
  }

  @Test func `an access is kept with its hour, and its device as a digest and sealed, once a day`() async throws {
    let booking = try await office.receive()
    let first = office.use(.offer, of: booking.id, device: "端末-1")
    #expect(try await office.recordUse(first, office.use(.terms, device: "端末-1"), office.use(.signIn)) == 3)
    let kept = try await database.check(
      "SELECT date::text, hour::integer, access, booking_id = $1, device_digest IS NOT NULL FROM usage_events ORDER BY access",
      booking.id)
    #expect(try kept.map { try $0.decode(2, as: String.self) } == ["offer", "sign_in", "terms"])
    #expect(try kept.map { try $0.decode(0, as: String.self) } == ["2026-09-16", "2026-09-16", "2026-09-16"])
    #expect(try kept.map { try $0.decode(1, as: Int.self) } == [9, 9, 9])
    #expect(try kept.map { try $0.decode(4, as: Bool.self) } == [true, false, true])
    let devices = try await database.check("SELECT position(convert_to('端末', 'UTF8') IN box) FROM usage_devices")
    #expect(try devices.map { try $0.decode(0, as: Int.self) } == [0], "one a day, and not in the clear")
  }

  @Test func `one device is the same within an office and another one elsewhere`() async throws {
    try await office.recordUse(office.use(device: "端末-1"), office.use(device: "端末-1"), office.use(device: "端末-2"))
    try await database.kobe.recordUse(database.kobe.use(device: "端末-1"))
    let digests = try await database.check("SELECT count(DISTINCT device_digest) FROM usage_events GROUP BY office_id")
    #expect(try Set(digests.map { try $0.decode(0, as: Int.self) }) == [1, 2])
    let all = try await database.check("SELECT count(DISTINCT device_digest) FROM usage_events")
    #expect(try all.first?.decode(0, as: Int.self) == 3)
  }

  @Test func `where the office records no use nothing is written`() async throws {
    try await office.setPolicy { $0.usageEvents = false }
    await #expect(throws: DomainError.usageEventsOff) { try await office.recordUse(office.use(device: "端末-1")) }
    #expect(try await rows() == 0)
    try await database.kobe.recordUse(database.kobe.use())
    #expect(try await rows() == 1)
  }

  @Test func `all of a report is recorded or nothing`() async throws {
    var ahead = office.use()
    ahead.band.hour += 1
    await #expect(throws: DomainError.inTheFuture) { try await office.recordUse(office.use(), ahead) }
    await #expect(throws: DomainError.unknownBooking) {
      try await office.recordUse(office.use(device: "端末-1"), office.use(of: BookingID()))
    }
    let foreign = try await database.kobe.receive()
    await #expect(throws: DomainError.unknownBooking) { try await office.recordUse(office.use(of: foreign.id)) }
    #expect(try await rows() == 0)
  }

  @Test func `without keys no device is taken, and an access without one is`() async throws {
    let keyless = OfficeStore(pool: database.app, clock: database.clock, logger: .silent)
    let context = office.context(by: .gateway)
    let answer = { (count: Int) in Answer(status: 200, body: []) }
    await #expect(throws: DomainError.keysMissing) {
      try await keyless.recordUsage([office.use(device: "端末-1")], context, answer: answer)
    }
    #expect(try await rows() == 0)
    _ = try await keyless.recordUsage([office.use()], context, answer: answer)
    #expect(try await rows() == 1)
  }
}
