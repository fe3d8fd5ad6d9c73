import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct HoldTests {
  private let database: TestDatabase
  /// One counselor, one room, one licence.
  private var office: TestOffice { database.kobe }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `an offer holds its slots against everybody else`() async throws {
    _ = try await office.offered(.september(17, 10))
    let other = try await office.receive()
    await #expect(throws: DomainError.slotTaken(bookings: [])) { try await office.offer(other.id, .september(17, 10)) }
    #expect(try await office.free(at: .september(17, 10)) == 0)
    #expect(try await office.free(at: .september(17, 10, 30)) == 1)
  }

  @Test func `an offer takes all of its slots or none`() async throws {
    _ = try await office.offered(.september(17, 10))
    let other = try await office.receive()
    await #expect(throws: DomainError.self) {
      try await office.offer(other.id, .september(17, 9), .september(17, 10))
    }
    #expect(try await office.free(at: .september(17, 9)) == 1)
  }

  @Test func `where offers hold nothing the first confirmation gets the slot`() async throws {
    try await office.setPolicy { $0.holdOffers = false }
    let first = try await office.offered(.september(17, 10))
    let second = try await office.offered(.september(17, 10))
    #expect(try await office.free(at: .september(17, 10)) == 1)
    try await office.confirm(second.id, .september(17, 10))
    await #expect(throws: DomainError.slotTaken(bookings: [])) {
      try await office.confirm(first.id, .september(17, 10))
    }
    #expect(try await office.read(first.id).status == .offered)
  }

  @Test func `a new offer lets go of what the old one held`() async throws {
    let booking = try await office.offered(.september(17, 10), .september(17, 11))
    let again = try await office.offer(booking.id, .september(17, 11), .september(17, 13))
    #expect(again.offer?.slots.map(\.start) == [.september(17, 11), .september(17, 13)])
    #expect(try await office.free(at: .september(17, 10)) == 1)
    #expect(try await office.free(at: .september(17, 11)) == 0)
    #expect(try await office.free(at: .september(17, 13)) == 0)
  }

  @Test func `a confirmation keeps its slot and lets the other candidates go`() async throws {
    let booking = try await office.offered(.september(17, 10), .september(17, 11))
    try await office.confirm(booking.id, .september(17, 11))
    #expect(try await office.free(at: .september(17, 10)) == 1)
    #expect(try await office.free(at: .september(17, 11)) == 0)
    let kinds = try await database.check("SELECT kind, expires_at IS NULL FROM allocations")
    #expect(try kinds.map { try $0.decode(0, as: String.self) } == ["session"])
  }

  @Test func `an expired hold counts for nothing and the next claim clears it`() async throws {
    let silent = try await office.offered(.september(24, 10))
    let other = try await office.receive()
    try office.advance(to: .september(19, 0))
    #expect(try await database.check("SELECT 1 FROM allocations").count == 1)
    #expect(try await office.free(at: .september(24, 10)) == 1)
    try await office.offer(other.id, .september(24, 10))
    let holders = try await database.check("SELECT booking_id FROM allocations")
    #expect(try holders.map { try $0.decode(0, as: BookingID.self) } == [other.id])
    #expect(try await office.read(silent.id).status == .lapsed)
  }

  @Test func `a person cannot be in two sessions at once`() async throws {
    let office = database.nishinomiya
    let first = try await office.offered(.september(17, 10), number: "28990-77")
    let second = try await office.receive(.complete(number: "28990-77"))
    await #expect(throws: DomainError.seekerBusy) { try await office.offer(second.id, .september(17, 10)) }
    try await office.offer(second.id, .september(17, 10, 30))
    #expect(first.seeker.id == second.seeker.id)
  }

  @Test func `an office fits as many sessions as its scarcest resource`() async throws {
    let office = database.nishinomiya
    #expect(try await office.free(at: .september(17, 10)) == 2)
    _ = try await office.offered(.september(17, 10))
    _ = try await office.confirmed(.september(17, 10))
    #expect(try await office.free(at: .september(17, 10)) == 0)
    await #expect(throws: DomainError.slotTaken(bookings: [])) { try await office.offered(.september(17, 10)) }
  }

  @Test func `a retired room takes no new booking`() async throws {
    let rooms = try await office.store.rooms.list(limit: 10, after: nil, office.caller(), office.office)
    let room = try #require(rooms.first)
    _ = try await office.store.rooms.retire(room.id, office.context(by: .supervisor)) { Answer(status: 204, body: []) }
    await #expect(throws: DomainError.noResources) { try await office.offered(.september(17, 10)) }
  }
}
