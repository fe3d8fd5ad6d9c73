import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct SessionTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a session starts fifteen minutes early at most`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 9, 44))
    await #expect(throws: DomainError.tooEarly(from: .september(17, 9, 45))) { try await office.start(booking.id) }
    try office.advance(to: .september(17, 9, 45))
    #expect(try await office.start(booking.id).status == .inSession)
  }

  @Test func `only a confirmed booking can be started`() async throws {
    let booking = try await office.offered(.september(17, 10))
    await #expect(throws: DomainError.illegalTransition(current: .offered)) { try await office.start(booking.id) }
  }

  @Test func `a no-show cannot be started`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 10, 10))
    await #expect(throws: DomainError.illegalTransition(current: .noShow)) { try await office.start(booking.id) }
  }

  @Test func `a started session is no no-show however long it lasts`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 10, 5))
    try await office.start(booking.id)
    try office.advance(to: .september(17, 12))
    #expect(try await office.read(booking.id).status == .inSession)
  }

  @Test func `an office that asks for the number by the session refuses to start without it`() async throws {
    try await office.setPolicy { $0.jobSeekerNumberRequiredAt = .session }
    let booking = try await office.offered(.september(17, 10), number: nil)
    try await office.confirm(booking.id, .september(17, 10))
    try office.advance(to: .september(17, 10))
    await #expect(throws: DomainError.jobSeekerNumberRequired) { try await office.start(booking.id) }
  }

  @Test func `only a running session can be completed`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    await #expect(throws: DomainError.illegalTransition(current: .confirmed)) { try await office.complete(booking.id) }
  }

  @Test func `a held session keeps its resources until the slot's end`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 9, 50))
    try await office.start(booking.id)
    try await office.complete(booking.id)
    let kinds = try await database.check("SELECT kind FROM allocations")
    #expect(try kinds.map { try $0.decode(0, as: String.self) } == ["session"])
  }
}

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
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 10))
    try await office.start(booking.id)
    await #expect(throws: DomainError.illegalTransition(current: .inSession)) { try await office.cancel(booking.id) }
    #expect(try await office.cancel(booking.id, by: .office, channel: nil).status == .cancelledByOffice)
  }
}
