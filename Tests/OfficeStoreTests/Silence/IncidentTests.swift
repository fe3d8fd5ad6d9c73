import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Silence that is nobody's fault (Art. 9), on a moving clock.
struct IncidentTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  private func notStarted() async throws -> [BookingID] {
    try await database.check("SELECT booking_id FROM tasks WHERE kind = 'not_started'").map { try $0.decode(0) }
  }

  @Test func `while an outage goes on nobody is deemed absent, and who never came becomes a task`() async throws {
    let booking = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 10, 5))
    let incident = try await office.incident(.september(17, 9, 50), vendor: .zoom).incident
    try office.advance(to: .september(17, 10, 10))
    let read = try await office.read(booking.id)
    #expect(read.status == .confirmed && read.version == booking.version)
    #expect(read.excusedBy == incident.id && read.flags == [.excused])
    #expect(try await office.list(.noShow).isEmpty)
    #expect(try await office.list(.confirmed) == [booking.id])
    #expect(try await office.events(of: booking.id).last?.kind == "environment_checked")
    try await database.store.writeDownDeadlines()
    #expect(try await notStarted().isEmpty)
    try office.advance(to: .september(17, 10, 30))
    for _ in 0..<2 { try await database.store.writeDownDeadlines() }
    #expect(try await notStarted() == [booking.id])
    #expect(try await office.read(booking.id).status == .confirmed)
  }

  @Test func `whoever comes after all is received, and whoever does not is cancelled by the office`() async throws {
    let late = try await office.ready(.september(17, 10))
    let absent = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 10, 1))
    let incident = try await office.incident(.september(17, 9, 50), vendor: .zoom).incident
    try office.advance(to: .september(17, 10, 20))
    #expect(try await office.start(late.id).status == .inSession)
    let cancelled = try await office.cancel(absent.id, by: .office, channel: nil)
    #expect(cancelled.status == .cancelledByOffice)
    #expect(try await office.events(of: absent.id).last?.incident == incident.id)
    #expect(try await database.check("SELECT 1 FROM allocations WHERE booking_id = $1", absent.id).isEmpty)
  }

  @Test func `an incident that ended excuses those who were waited for in it, and nobody else`() async throws {
    let inside = try await office.confirmed(.september(17, 10))
    let after = try await office.confirmed(.september(17, 11))
    try office.advance(to: .september(17, 10, 5))
    let id = try await office.incident(.september(17, 9)).incident.id
    try office.advance(to: .september(17, 10, 40))
    try await office.change(id) { $0.end = Instant.september(17, 10, 1) }
    try office.advance(to: .september(17, 11, 10))
    #expect(try await office.read(inside.id).status == .confirmed)
    #expect(try await office.read(after.id).status == .noShow)
  }

  @Test func `an open one excuses also what is confirmed and moved while it goes on`() async throws {
    try await office.incident(.september(16, 8), code: .disaster)
    let confirmed = try await office.confirmed(.september(17, 10))
    let moved = try await office.confirmed(.september(17, 11))
    try await office.reschedule(moved.id, to: .september(17, 13))
    try office.advance(to: .september(17, 14))
    #expect(try await office.list(.confirmed) == [confirmed.id, moved.id])
  }

  @Test func `the other vendor's outage and another office's excuse nobody`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try await office.incident(.september(17, 9), vendor: .teleoffice)
    try await database.kobe.incident(.september(17, 9))
    try office.advance(to: .september(17, 10, 10))
    #expect(try await office.read(booking.id).status == .noShow)
  }

  @Test func `entered late it still excuses what nobody has written down`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 10, 40))
    #expect(try await office.read(booking.id).status == .noShow)
    let entered = try await office.incident(.september(17, 9, 55), until: .september(17, 10, 20))
    #expect(entered.reach.excused == [booking.id] && entered.reach.affected.isEmpty)
    #expect(try await office.read(booking.id).status == .confirmed)
    #expect(try await office.cancel(booking.id, by: .office, channel: nil).status == .cancelledByOffice)
  }

  @Test func `what was written down is told as affected, and reversed by a person`() async throws {
    let written = try await office.confirmed(.september(17, 10))
    let other = try await office.confirmed(.september(17, 11))
    try office.advance(to: .september(17, 11, 40))
    try await database.store.writeDownDeadlines()
    let entered = try await office.incident(.september(17, 9, 55), until: .september(17, 10, 20), vendor: .zoom)
    #expect(entered.reach.excused.isEmpty && entered.reach.affected == [written.id])
    #expect(try await office.read(written.id).status == .noShow)
    let wider = try await office.change(entered.incident.id) { $0.end = Instant.september(17, 11, 5) }
    #expect(wider.reach.affected == [written.id, other.id])
    try await office.reverse(written.id, to: .cancelledByOffice)
    #expect(try await office.events(of: written.id).last?.incident == entered.incident.id)
    #expect(try await office.change(entered.incident.id) { $0.note = "復旧" }.reach.affected == [other.id])
  }

  @Test func `withdrawn it excuses nobody, from the silence's own instant on`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let id = try await office.incident(.september(17, 9)).incident.id
    try office.advance(to: .september(17, 10, 20))
    #expect(try await office.read(booking.id).status == .confirmed)
    try await office.withdraw(id)
    #expect(try await office.read(booking.id).status == .noShow)
    #expect(try await office.events(of: booking.id).last?.occurredAt == .september(17, 10, 10))
    await #expect(throws: DomainError.notFound) { try await office.withdraw(id) }
    await #expect(throws: DomainError.notFound) { try await office.change(id) { _ in } }
  }

  @Test func `a cancellation that no incident touched names none`() async throws {
    let ahead = try await office.confirmed(.september(17, 10))
    try await office.incident(.september(16, 8))
    try await office.cancel(ahead.id, by: .office, channel: nil)
    #expect(try await office.events(of: ahead.id).last?.incident == nil)
  }

  @Test func `the database and the domain excuse the same`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let noShowAt = Instant.september(17, 10, 10)
    try office.advance(to: .september(17, 10, 15))
    let edges: [Instant] = [
      .september(17, 9, 50), .september(17, 10), .september(17, 10, 5), noShowAt, .september(17, 10, 20),
    ]
    for start in edges {
      for end in edges.filter({ $0 > start }).map(Optional.some) + [nil] {
        for vendor in [Vendor?.none, .zoom, .teleoffice] {
          let entered = try await office.incident(start, until: end, vendor: vendor).incident
          let expected = entered.period.excuses(silenceFrom: .september(17, 10), until: noShowAt, vendor: .zoom)
          #expect(try await office.read(booking.id).excusedBy == (expected ? entered.id : nil), "\(entered.period)")
          try await office.withdraw(entered.id)
        }
      }
    }
  }
}
