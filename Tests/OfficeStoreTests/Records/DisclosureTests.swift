import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct DisclosureTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  private func tasks(isClosed: Bool = false) async throws -> [StaffTask] {
    var query = StaffTaskQuery()
    (query.kind, query.isClosed) = (.disclosureDue, isClosed)
    return try await office.store.tasks(query, office.caller(), office.office)
  }

  @Test func `its clock runs from when the request arrived, and it is extended once`() async throws {
    let booking = try await office.receive()
    let disclosure = try await office.ask(for: .person(booking.seeker.id), requestedAt: .september(14, 17))
    #expect(disclosure.status == .requested && disclosure.dueAt == .september(45, 0))
    #expect(try await office.read(disclosure.id).requestedAt == .september(14, 17))
    let extended = try await office.take(.extend(reason: "対象が多い"), of: disclosure.id)
    #expect(extended.dueAt == .september(75, 0) && extended.extended?.reason == "対象が多い")
    await #expect(throws: DomainError.extensionNotPossible) {
      try await office.take(.extend(reason: "まだ"), of: disclosure.id)
    }
    await #expect(throws: DomainError.inTheFuture) {
      try await office.ask(for: .booking(booking.id), requestedAt: .september(16, 10))
    }
  }

  @Test func `nobody is asked about who is not the office's`() async throws {
    let foreign = try await database.kobe.receive()
    await #expect(throws: DomainError.unknownSeeker) { try await office.ask(for: .person(foreign.seeker.id)) }
    await #expect(throws: DomainError.unknownBooking) { try await office.ask(for: .booking(foreign.id)) }
    let disclosure = try await database.kobe.ask(for: .booking(foreign.id))
    await #expect(throws: DomainError.notFound) { try await office.take(.approve, of: disclosure.id) }
    await #expect(throws: DomainError.notFound) { try await office.export(disclosure.id) }
  }

  @Test func `it is decided once, exported only while approved, and stays as it was given`() async throws {
    let booking = try await office.receive()
    let disclosure = try await office.ask(for: .booking(booking.id))
    await #expect(throws: DomainError.illegalDisclosureStep(current: .requested)) {
      try await office.export(disclosure.id)
    }
    await #expect(throws: DomainError.illegalDisclosureStep(current: .requested)) {
      try await office.take(.give, of: disclosure.id)
    }
    #expect(try await office.take(.approve, of: disclosure.id).approved?.by.hasPrefix("office_head:") == true)
    _ = try await office.export(disclosure.id)
    #expect(try await office.read(disclosure.id).exports.count == 1)
    #expect(try await office.take(.give, of: disclosure.id).status == .given)
    for step: DisclosureStep in [.extend(reason: "x"), .approve, .refuse(reason: "x"), .give] {
      await #expect(throws: DomainError.illegalDisclosureStep(current: .given)) {
        try await office.take(step, of: disclosure.id)
      }
    }
    await #expect(throws: DomainError.illegalDisclosureStep(current: .given)) { try await office.export(disclosure.id) }

    let refused = try await office.ask(for: .booking(booking.id))
    #expect(try await office.take(.refuse(reason: "存否を答えられない"), of: refused.id).status == .refused)
    await #expect(throws: DomainError.illegalDisclosureStep(current: .refused)) { try await office.export(refused.id) }
  }

  @Test func `seven days before it is due a task asks for it, until it is answered`() async throws {
    let booking = try await office.receive()
    let disclosure = try await office.ask(for: .person(booking.seeker.id))
    #expect(disclosure.dueAt == .september(47, 0))
    // the clock runs on, so the instant before is out of reach
    try office.advance(to: .september(39, 23))
    try await office.store.writeDownDeadlines()
    #expect(try await tasks().isEmpty)
    try office.advance(to: .september(40, 0))
    try await office.store.writeDownDeadlines()
    try await office.store.writeDownDeadlines()
    #expect(try await tasks().map(\.disclosure) == [disclosure.id])
    // what somebody closed stays closed
    let task = try #require(try await tasks().first)
    _ = try await office.store.changeTask(task.id, isClosed: true, office.context(by: .officeHead)) { _ in
      Answer(status: 204, body: [])
    }
    try await office.store.writeDownDeadlines()
    #expect(try await tasks().isEmpty)

    _ = try await office.take(.extend(reason: "対象が多い"), of: disclosure.id)
    try office.advance(to: .september(70, 0))
    try await office.store.writeDownDeadlines()
    #expect(try await tasks().map(\.disclosure) == [disclosure.id], "an extension sets another deadline")
    _ = try await office.take(.approve, of: disclosure.id)
    #expect(try await tasks().count == 1)
    _ = try await office.take(.give, of: disclosure.id)
    #expect(try await tasks().isEmpty)
    #expect(try await tasks(isClosed: true).map(\.disclosure) == [disclosure.id])
  }
}
