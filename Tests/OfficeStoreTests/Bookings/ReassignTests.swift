import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct ReassignTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make(connections: 8) }

  @Test func `a booking gets what was free, and what it had is free then`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let counselor = try #require(try await office.counselors().first { $0 != booking.agreement?.counselor.id })
    let room = try #require(try await office.rooms().first { $0 != booking.agreement?.room.id })
    let after = try await office.reassign(booking.id, Reassignment(counselor: counselor, room: room))
    #expect(after.agreement?.counselor.id == counselor && after.agreement?.room.id == room)
    #expect(after.agreement?.licence.id == booking.agreement?.licence.id && after.version == booking.version + 1)
    #expect(try await office.events(of: booking.id).last?.kind == "reassigned")
    try await HistoryChecks.allocations(of: database)
  }

  @Test func `who is busy then is refused, with the booking in the way`() async throws {
    let first = try await office.confirmed(.september(17, 10))
    let second = try await office.confirmed(.september(17, 10))
    let counselor = try #require(second.agreement?.counselor.id)
    await #expect(throws: DomainError.slotTaken(bookings: [second.id])) {
      try await office.reassign(first.id, Reassignment(counselor: counselor))
    }
    #expect(try await office.read(first.id).version == first.version)
  }

  @Test func `what is not there, gives another service or is of another vendor is refused`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let other = try #require(try await office.licences().first { $0.vendor == .teleoffice })
    let strangers = try await database.kobe.counselors()
    for counselor in [CounselorID(), try #require(strangers.first)] {
      await #expect(throws: DomainError.unknownCounselor) {
        try await office.reassign(booking.id, Reassignment(counselor: counselor))
      }
    }
    await #expect(throws: DomainError.unknownRoom) {
      try await office.reassign(booking.id, Reassignment(room: RoomID()))
    }
    await #expect(throws: DomainError.unknownLicence) {
      try await office.reassign(booking.id, Reassignment(licence: other.id))
    }
  }

  @Test func `only a firm or running booking has something to exchange`() async throws {
    let offered = try await office.offered(.september(17, 10))
    let counselor = try #require(try await office.counselors().first)
    await #expect(throws: DomainError.illegalTransition(current: .offered)) {
      try await office.reassign(offered.id, Reassignment(counselor: counselor))
    }
  }

  @Test func `of two that want the same counselor at once one gets it`() async throws {
    for hour in [9, 10, 11] {
      let start = Instant.september(17, hour)
      let pair = [try await office.confirmed(start)]
      let wanted = try #require(try await office.counselors().first { $0 != pair[0].agreement?.counselor.id })
      async let reassigned: Booking? = try? office.reassign(pair[0].id, Reassignment(counselor: wanted))
      async let confirmed: Booking? = try? office.confirmed(start)
      let (one, other) = (await reassigned, await confirmed)
      #expect(one != nil || other != nil)
      try await HistoryChecks.allocations(of: database)
    }
  }
}
