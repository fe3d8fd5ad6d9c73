import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Meetings that are issued to one booking each.
struct MeetingPoolTests {
  private let database: TestDatabase
  /// One licence only, so that it is known whose pool is asked.
  private var office: TestOffice { database.kobe }

  init() async throws { database = try await TestDatabase.make(connections: 12) }

  private func licence() async throws -> LicenceID { try #require(try await office.licences().first?.id) }

  private func stock() async throws -> MeetingStock {
    try await office.store.meetingStock(of: try await licence(), office.caller(), office.office)
  }

  @Test func `a booking takes from the pool while it lasts, then what the licence shows`() async throws {
    try await office.pool([.sample(101), .sample(102)], of: licence())
    var issued: [MeetingCredentials] = []
    for hour in [9, 10, 11] {
      issued.append(try await office.meeting(of: office.confirmed(.september(17, hour)).id))
    }
    #expect(Set(issued.prefix(2)) == [.sample(101), .sample(102)])
    #expect(issued.last == .sample(1))
    let left = try await stock()
    #expect(left.unused == 0 && left.issued == 2)
  }

  @Test func `what was issued is never issued again, whatever became of it`() async throws {
    try await office.pool([.sample(101), .sample(102)], of: licence())
    let booking = try await office.confirmed(.september(17, 9))
    let first = try await office.meeting(of: booking.id)
    try await office.reschedule(booking.id, to: .september(17, 10))
    let second = try await office.meeting(of: booking.id)
    #expect(Set([first, second]) == [.sample(101), .sample(102)])
    try await office.cancel(booking.id)
    #expect(try await office.meeting(of: office.confirmed(.september(17, 11)).id) == .sample(1))
    await #expect(throws: DomainError.alreadyInPool) { try await office.pool([.sample(101)], of: licence()) }
  }

  @Test func `a meeting that is known is not taken in again, and nothing with it`() async throws {
    try await office.pool([.sample(101)], of: licence())
    let renamed = MeetingCredentials.zoom(meetingID: "900000101", passcode: "other", url: "https://zoom.example/other")
    for again in [[.sample(102), .sample(101)], [renamed], [.sample(103), .sample(103)]] {
      await #expect(throws: DomainError.alreadyInPool) { try await office.pool(again, of: licence()) }
    }
    #expect(try await stock().unused == 1)
  }

  @Test func `many at once get one each`() async throws {
    try await office.dropCredentials(of: licence())
    let starts = [17, 18, 24, 25].flatMap { day in [9, 10, 11].map { Instant.september(day, $0) } }
    var offered: [(BookingID, Instant)] = []
    for start in starts { offered.append((try await office.offered(start).id, start)) }
    try await office.pool(starts.indices.map { .sample(200 + $0) }, of: licence())
    let (office, all) = (office, offered)
    await withTaskGroup(of: Void.self) { group in
      for (id, start) in all {
        group.addTask { await #expect(throws: Never.self) { try await office.confirm(id, start) } }
      }
    }
    var issued: Set<MeetingCredentials> = []
    for (id, _) in offered { issued.insert(try await office.meeting(of: id)) }
    #expect(issued.count == starts.count)
    #expect(try await stock().unused == 0)
  }

  @Test func `one that fails to confirm takes nothing from the pool`() async throws {
    try await office.pool([.sample(101)], of: licence())
    try await office.setPolicy { $0.holdOffers = false }
    let (first, second) = (try await office.offered(.september(17, 9)), try await office.offered(.september(17, 9)))
    try await office.confirm(first.id, .september(17, 9))
    try await office.pool([.sample(102)], of: licence())
    await #expect(throws: DomainError.slotTaken(bookings: [])) {
      try await office.confirm(second.id, .september(17, 9))
    }
    #expect(try await stock().unused == 1)
  }

  @Test func `who waits is served when the pool grows, in the order of the sessions`() async throws {
    try await office.dropCredentials(of: licence())
    let later = try await office.confirmed(.september(17, 10))
    let sooner = try await office.confirmed(.september(17, 9))
    try await office.pool([.sample(101)], of: licence())
    #expect(try await office.meeting(of: sooner.id) == .sample(101))
    await #expect(throws: DomainError.meetingNotIssued) { try await office.meeting(of: later.id) }
  }

  @Test func `an emptied pool issues nothing and keeps what it issued`() async throws {
    try await office.pool([.sample(101), .sample(102)], of: licence())
    let booking = try await office.confirmed(.september(17, 9))
    let before = try await office.meeting(of: booking.id)
    try await office.emptyPool(of: licence())
    let left = try await stock()
    #expect(left.unused == 0 && left.issued == 1)
    #expect(try await office.meeting(of: booking.id) == before)
    #expect(try await office.meeting(of: office.confirmed(.september(17, 10)).id) == .sample(1))
  }
}
