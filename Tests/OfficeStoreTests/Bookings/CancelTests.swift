import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct CancelTests {
  private let database: TestDatabase
  private var office: TestOffice { database.kobe }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a cancellation before the cut-off is by the day before, and frees the slot`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let cancelled = try await office.cancel(booking.id)
    #expect(cancelled.status == .cancelledByUser)
    #expect(cancelled.cancellationClass == .byDayBefore)
    #expect(try await office.free(at: .september(17, 10)) == 1)
    #expect(cancelled.agreement?.slot.start == .september(17, 10))
  }

  @Test func `a cancellation from the cut-off on is of the same day`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 0))
    #expect(try await office.cancel(booking.id).cancellationClass == .sameDay)
  }

  @Test func `a cancellation by the office has no class and needs no channel`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let cancelled = try await office.cancel(booking.id, by: .office, channel: nil)
    #expect(cancelled.status == .cancelledByOffice)
    #expect(cancelled.cancellationClass == nil)
  }

  @Test func `a user cancels by a channel that the office takes`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    await #expect(throws: DomainError.channelNotAllowed) { try await office.cancel(booking.id, channel: .counter) }
    try await office.setPolicy { $0.cancelChannels = [.counter] }
    #expect(try await office.cancel(booking.id, channel: .counter).status == .cancelledByUser)
  }

  @Test func `what is not firm cannot be cancelled`() async throws {
    let booking = try await office.offered(.september(17, 10))
    await #expect(throws: DomainError.illegalTransition(current: .offered)) { try await office.cancel(booking.id) }
  }

  @Test func `a running session is cancelled by the office only`() async throws {
    let booking = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 10))
    try await office.start(booking.id)
    await #expect(throws: DomainError.illegalTransition(current: .inSession)) { try await office.cancel(booking.id) }
    #expect(try await office.cancel(booking.id, by: .office, channel: nil).status == .cancelledByOffice)
  }
}
