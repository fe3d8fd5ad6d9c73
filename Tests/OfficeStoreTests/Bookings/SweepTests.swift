import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// The sweep goes where something is due and nowhere else.
struct SweepTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  /// The offices that the sweep would go to.
  private func due() async throws -> [Int32] {
    try await database.store.askEveryOffice(WhatIsDue.look(in:)) { try $0.first?.decode(0, as: Bool.self) ?? false }
      .filter { $0.answer }.map { $0.office.id }
  }

  @Test func `where nothing is due it looks once for all offices and writes nothing`() async throws {
    _ = try await office.confirmed(.september(17, 10))
    _ = try await database.kobe.offered(.september(17, 10))
    try await database.store.noticeTerms()
    let trips = try await database.roundTrips.during {
      try await database.store.writeDownDeadlines()
      try await database.store.noticeTerms()
    }
    // the offices by name, and the look, each time
    #expect(trips.map(\.count) == [1, 6, 1, 6])
    #expect(trips.map(\.first) == [trips[0][0], "BEGIN READ ONLY", trips[0][0], "BEGIN READ ONLY"])
  }

  @Test func `only an office where something is due gets a transaction`() async throws {
    _ = try await office.confirmed(.september(24, 10))
    let silent = try await database.kobe.offered(.september(24, 10))
    try await database.deliverMessages()
    try office.advance(to: .september(19, 0))
    let trips = try await database.roundTrips.during { () async throws in
      #expect(try await database.store.writeDownDeadlines() == 1)
    }
    #expect(trips.count { $0.first == "BEGIN" } == 1)
    #expect(try await database.kobe.read(silent.id).status == .lapsed)
  }

  @Test(arguments: DueThing.allCases)
  func `whatever is due is found, and not found again once it is written down`(_ thing: DueThing) async throws {
    #expect(try await due().isEmpty)
    try await thing.arrange(in: database)
    #expect(try await due() == [office.office.id])
    try await database.store.writeDownDeadlines()
    #expect(try await due().isEmpty)
  }

  @Test func `what the sweep has nothing to do about is not due`() async throws {
    _ = try await office.confirmed(.september(17, 10))
    try await database.deliverMessages()
    try await office.incident(.september(17, 9, 55), until: .september(17, 10, 5))
    try office.advance(to: .september(17, 10, 12))
    #expect(try await due().isEmpty, "an incident excuses the silence")
    try office.advance(to: .september(17, 10, 30))
    #expect(try await due() == [office.office.id], "nobody began it")
    try await database.store.writeDownDeadlines()
    _ = try await database.check("UPDATE tasks SET closed_at = '2026-09-17 10:30+09', closed_by = 'test'")
    #expect(try await due().isEmpty, "somebody closed the task")
  }
}

/// Each thing that the sweep writes down or clears away.
enum DueThing: CaseIterable {
  case lapse, silence, sessionNotStarted, sessionNotClosed, detailsNotSent, settledAlert, refusalInForce, disclosure
  case keptAnswer

  /// Lets it fall due, and nothing else.
  func arrange(in database: TestDatabase) async throws {
    let office = database.nishinomiya
    switch self {
    case .lapse:
      _ = try await office.offered(.september(24, 10))
      try office.advance(to: .september(19, 0))
    case .silence:
      _ = try await office.confirmed(.september(17, 10))
      try await database.deliverMessages()
      try office.advance(to: .september(17, 10, 10))
    case .sessionNotStarted:
      try await office.contact(office.confirmed(.september(17, 10)).id)
      try await database.deliverMessages()
      try office.advance(to: .september(17, 10, 30))
    case .sessionNotClosed:
      let booking = try await office.ready(.september(17, 10))
      try await database.deliverMessages()
      try office.advance(to: .september(17, 10))
      try await office.start(booking.id)
      try office.advance(to: .september(17, 10, 30))
    case .detailsNotSent, .settledAlert:
      _ = try await office.confirmed(.september(24, 10))
      try office.advance(to: .september(18, 0))
      guard self == .settledAlert else { break }
      try await database.store.writeDownDeadlines()
      try await database.deliverMessages()
    case .refusalInForce:
      try await office.refuse(office.receive().seeker.id, from: .september(17, 0), by: .officeHead)
      try office.advance(to: .september(17, 0))
    case .disclosure:
      try await office.ask(for: .booking(office.receive().id))
      try office.advance(to: .september(40, 0))
    case .keptAnswer:
      let key = ReplayKey(key: "k", method: "POST", path: "/bookings", body: [1], token: "mdg_test")
      _ = try await office.receive(.complete(), office.context(by: .gateway, replay: key))
      try office.advance(to: .september(17, 9, 1))
    }
  }
}
