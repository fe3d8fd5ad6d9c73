import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct LifeTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `an application becomes an offer, a firm booking, a session and a held session`() async throws {
    let start = Instant.september(17, 10)
    let received = try await office.receive()
    #expect(received.status == .received)
    #expect(received.version == 1)

    let offered = try await office.offer(received.id, start, .september(17, 11))
    #expect(offered.status == .offered)
    #expect(offered.offer?.slots.map(\.start) == [start, .september(17, 11)])
    #expect(offered.offer?.deadline == .september(17, 0))

    let confirmed = try await office.confirm(received.id, start)
    #expect(confirmed.status == .confirmed)
    #expect(confirmed.agreement?.slot == Slot(start: start, minutes: 30))
    #expect(confirmed.agreement?.vendor == .zoom)

    try await office.checkEnvironment(received.id)
    try office.advance(to: start)
    #expect(try await office.start(received.id).status == .inSession)
    try office.advance(to: .september(17, 10, 25))
    let held = try await office.complete(received.id, outcome: "次回は履歴書")
    #expect(held.status == .held)
    #expect(held.outcome == "次回は履歴書")
    #expect(held.version == 6)
  }

  @Test func `every step leaves one event with who, when and from where to where`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let events = try await office.events(of: booking.id)
    #expect(events.map(\.kind) == ["received", "offered", "confirmed"])
    #expect(events.map(\.version) == [1, 2, 3])
    #expect(events.map(\.from) == [nil, .received, .offered])
    #expect(events.map(\.to) == [.received, .offered, .confirmed])
    #expect(events.first?.actor.hasPrefix("gateway:") == true)
    #expect(events.last?.actor.hasPrefix("counselor:") == true)
    #expect(events.last?.channel == .phone)
    #expect(events.allSatisfy { $0.occurredAt <= $0.recordedAt })
  }

  @Test func `a command answers with what a reading shows`() async throws {
    let answered = try await office.confirmed(.september(17, 10))
    let read = try await office.read(answered.id)
    #expect(read.version == answered.version)
    #expect(read.status == answered.status)
    #expect(read.agreement?.confirmedAt == answered.agreement?.confirmedAt)
  }
}
