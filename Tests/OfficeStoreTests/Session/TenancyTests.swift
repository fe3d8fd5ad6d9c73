import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct TenancyTests {
  private let database: TestDatabase

  init() async throws { database = try await TestDatabase.make() }

  @Test func `another office's booking is not found, whatever is done with it`() async throws {
    let kobe = database.kobe
    let booking = try await database.nishinomiya.offered(.september(17, 10))
    await #expect(throws: DomainError.notFound) { try await kobe.read(booking.id) }
    await #expect(throws: DomainError.notFound) { try await kobe.events(of: booking.id) }
    await #expect(throws: DomainError.notFound) { try await kobe.offer(booking.id, .september(17, 11)) }
    await #expect(throws: DomainError.notFound) { try await kobe.confirm(booking.id, .september(17, 10)) }
    await #expect(throws: DomainError.notFound) { try await kobe.start(booking.id) }
    await #expect(throws: DomainError.notFound) { try await kobe.complete(booking.id) }
    await #expect(throws: DomainError.notFound) { try await kobe.cancel(booking.id) }
    #expect(try await database.nishinomiya.read(booking.id).version == 2)
  }

  @Test func `a list shows the office's own bookings only`() async throws {
    let here = try await database.nishinomiya.receive()
    let there = try await database.kobe.receive()
    #expect(try await database.nishinomiya.list(.received) == [here.id])
    #expect(try await database.kobe.list(.received) == [there.id])
  }

  @Test func `the store's role is bound by row-level security`() async throws {
    #expect(try await database.store.isBoundByRowSecurity())
    try await database.store.checkReadiness()
  }
}
