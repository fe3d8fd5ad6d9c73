import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct PreconditionTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a command on the version it names goes through`() async throws {
    let booking = try await office.receive()
    let offered = try await office.offer(booking.id, .september(17, 10), context: office.context(version: 1))
    #expect(offered.version == 2)
  }

  @Test func `a command on another version is refused and told the current one`() async throws {
    let booking = try await office.offered(.september(17, 10))
    await #expect(throws: DomainError.versionConflict(current: 2)) {
      try await office.confirm(booking.id, .september(17, 10), context: office.context(version: 1))
    }
    #expect(try await office.read(booking.id).status == .offered)
  }

  @Test func `a deadline that passed counts as a version`() async throws {
    let booking = try await office.offered(.september(24, 10))
    try office.advance(to: .september(19, 0))
    await #expect(throws: DomainError.versionConflict(current: 3)) {
      try await office.confirm(booking.id, .september(24, 10), context: office.context(version: 2))
    }
    let confirmed = try await office.confirm(
      booking.id, .september(24, 10), receivedAt: .september(18, 10), context: office.context(version: 3))
    #expect(confirmed.version == 4)
  }

  @Test func `what is not there is not found`() async throws {
    await #expect(throws: DomainError.notFound) { try await office.read(BookingID()) }
    await #expect(throws: DomainError.notFound) { try await office.events(of: BookingID()) }
    await #expect(throws: DomainError.notFound) { try await office.start(BookingID()) }
  }
}
