import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct SessionTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a session starts fifteen minutes early at most`() async throws {
    let booking = try await office.ready(.september(17, 10))
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
    let booking = try await office.ready(.september(17, 10))
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
    let booking = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 9, 50))
    try await office.start(booking.id)
    try await office.complete(booking.id)
    let kinds = try await database.check("SELECT kind FROM allocations")
    #expect(try kinds.map { try $0.decode(0, as: String.self) } == ["session"])
  }
}
