import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct ConfirmTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `only an offered booking can be confirmed`() async throws {
    let received = try await office.receive()
    await #expect(throws: DomainError.illegalTransition(current: .received)) {
      try await office.confirm(received.id, .september(17, 10))
    }
    let confirmed = try await office.confirmed(.september(17, 10))
    await #expect(throws: DomainError.illegalTransition(current: .confirmed)) {
      try await office.confirm(confirmed.id, .september(17, 10))
    }
  }

  @Test func `only a time of the offer in force can be confirmed`() async throws {
    let booking = try await office.offered(.september(17, 10))
    await #expect(throws: DomainError.notOffered) { try await office.confirm(booking.id, .september(17, 11)) }
    try await office.offer(booking.id, .september(17, 11))
    await #expect(throws: DomainError.notOffered) { try await office.confirm(booking.id, .september(17, 10)) }
  }

  @Test func `a contact cannot have arrived before the offer or after now`() async throws {
    let booking = try await office.offered(.september(17, 10))
    for arrival in [Instant.september(16, 8, 59), .september(16, 12)] {
      await #expect(throws: DomainError.invalidReceivedAt) {
        try await office.confirm(booking.id, .september(17, 10), receivedAt: arrival)
      }
    }
  }

  @Test func `a contact after the deadline comes too late`() async throws {
    let booking = try await office.offered(.september(24, 10))
    try office.advance(to: .september(19, 0))
    await #expect(throws: DomainError.offerLapsed) { try await office.confirm(booking.id, .september(24, 10)) }
  }

  @Test func `a contact that arrived at the very deadline is late`() async throws {
    let booking = try await office.offered(.september(24, 10))
    try office.advance(to: .september(22, 9))
    await #expect(throws: DomainError.offerLapsed) {
      try await office.confirm(booking.id, .september(24, 10), receivedAt: .september(19, 0))
    }
  }

  @Test func `a contact that arrived before the deadline counts although it is entered later`() async throws {
    let booking = try await office.offered(.september(24, 10))
    try office.advance(to: .september(22, 9))
    let arrival = Instant.september(18, 23, 59)
    let confirmed = try await office.confirm(booking.id, .september(24, 10), receivedAt: arrival)
    #expect(confirmed.status == .confirmed)
    #expect(confirmed.agreement?.confirmedAt == arrival)
    let events = try await office.events(of: booking.id)
    #expect(events.map(\.to) == [.received, .offered, .lapsed, .confirmed])
    #expect(events.last?.occurredAt == arrival)
    #expect(events.map(\.recordedAt).last.map { $0 >= .september(22, 9) } == true)
  }

  @Test func `a belated contact gets the slot only if it is still free`() async throws {
    let office = database.kobe
    let late = try await office.offered(.september(24, 10))
    try office.advance(to: .september(22, 9))
    _ = try await office.offered(.september(24, 10))
    await #expect(throws: DomainError.slotTaken(bookings: [])) {
      try await office.confirm(late.id, .september(24, 10), receivedAt: .september(18, 12))
    }
    #expect(try await office.read(late.id).status == .lapsed)
  }

  @Test func `a supervisor may confirm past the deadline, with a reason`() async throws {
    let booking = try await office.offered(.september(17, 10))
    try office.advance(to: .september(17, 9))
    let override = RuleOverride(rule: .confirmCutoff, reason: "電話が混んでいたため")
    let confirmed = try await office.confirm(
      booking.id, .september(17, 10), override: override, context: office.context(by: .supervisor))
    #expect(confirmed.status == .confirmed)
    let event = try await office.events(of: booking.id).last
    #expect(event?.reason == "電話が混んでいたため")
    #expect(event?.actor.hasPrefix("supervisor:") == true)
  }

  @Test func `a slot that has begun cannot be confirmed`() async throws {
    let booking = try await office.offered(.september(17, 10))
    try office.advance(to: .september(17, 10))
    await #expect(throws: DomainError.slot(.inThePast, index: 0)) {
      try await office.confirm(booking.id, .september(17, 10), receivedAt: .september(16, 23))
    }
  }

  @Test func `a confirmation needs the number, unless it is overridden or asked for later`() async throws {
    let booking = try await office.offered(.september(17, 10), number: nil)
    await #expect(throws: DomainError.jobSeekerNumberRequired) {
      try await office.confirm(booking.id, .september(17, 10))
    }
    let override = RuleOverride(rule: .jobSeekerNumber, reason: "窓口で確認")
    #expect(try await office.confirm(booking.id, .september(17, 10), override: override).status == .confirmed)

    try await office.setPolicy { $0.jobSeekerNumberRequiredAt = .session }
    let later = try await office.offered(.september(17, 11), number: nil)
    #expect(try await office.confirm(later.id, .september(17, 11)).status == .confirmed)
  }

  @Test func `the licence is of the vendor that was offered`() async throws {
    let booking = try await office.receive()
    try await office.offer(booking.id, .september(17, 10), vendor: .teleoffice)
    #expect(try await office.confirm(booking.id, .september(17, 10)).agreement?.vendor == .teleoffice)
  }
}
