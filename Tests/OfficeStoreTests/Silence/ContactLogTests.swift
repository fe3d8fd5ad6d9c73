import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// The contact log, and which contacts end a silence (Art. 6(6), A8).
struct ContactLogTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  private func log(of id: BookingID) async throws -> [ContactEntry] {
    try await office.store.contacts(of: id, office.caller(), office.office)
  }

  @Test func `every contact is logged as it arrived and as it was entered`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 9, 30))
    try await office.contact(booking.id, receivedAt: .september(17, 9, 10))
    try await office.contact(booking.id)
    let log = try await log(of: booking.id)
    #expect(log.count == 2 && log[0].receivedAt == .september(17, 9, 10))
    #expect(log[0].enteredAt >= .september(17, 9, 30) && log[0].enteredBy.hasPrefix("counselor:"))
    #expect(log.allSatisfy { $0.channel == .phone && $0.note == "電車の遅延" })
    let rest = try await office.store.contacts(
      of: booking.id, after: Arrival(at: log[0].enteredAt, id: log[0].id), office.caller(), office.office)
    #expect(rest.map(\.id) == [log[1].id])
  }

  @Test func `a contact that is refused is not logged`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 10, 10))
    await #expect(throws: DomainError.illegalTransition(current: .noShow)) { try await office.contact(booking.id) }
    #expect(try await log(of: booking.id).isEmpty)
    await #expect(throws: DomainError.notFound) { try await log(of: BookingID()) }
  }

  @Test func `a contact from before the booking was moved is logged and does not excuse the new time`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(16, 12))
    try await office.reschedule(booking.id, to: .september(17, 11))
    let heard = try await office.contact(booking.id, receivedAt: .september(16, 11))
    #expect(heard.contactedAt == nil && heard.flags == [.environmentMissing])
    #expect(try await log(of: booking.id).map(\.receivedAt) == [.september(16, 11)])
    #expect(try await office.events(of: booking.id).last?.kind == "contacted")
    try office.advance(to: .september(17, 11, 10))
    #expect(try await office.read(booking.id).status == .noShow)
  }

  @Test func `a contact about the new time excuses it, whatever is noted afterwards`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(16, 12))
    let moved = try await office.reschedule(booking.id, to: .september(17, 11))
    #expect(moved.contactedAt == nil)
    let heard = try await office.contact(booking.id)
    let first = try #require(heard.contactedAt)
    #expect(try await office.contact(booking.id, receivedAt: .september(16, 11)).contactedAt == first)
    try office.advance(to: .september(17, 11, 20))
    #expect(try await office.read(booking.id).status == .confirmed)
  }

  @Test func `nobody entered the meeting before the present time was agreed`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(16, 12))
    try await office.reschedule(booking.id, to: .september(17, 11))
    await #expect(throws: DomainError.invalidJoinedAt) {
      try await office.join(booking.id, at: .september(16, 11))
    }
  }
}
