import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Bookings, reservations and absences that want the same at once: nothing is ever taken twice, and whoever is refused
/// was refused for a reason.
struct OccupancyRaceTests {
  private let database: TestDatabase
  /// One counselor, one room, one licence.
  private var office: TestOffice { database.kobe }

  init() async throws { database = try await TestDatabase.make(connections: 16) }

  @Test(arguments: [24, 25, 28, 29])
  func `of a confirmation, a reservation and an absence one wins`(day: Int) async throws {
    try await office.setPolicy { $0.holdOffers = false }
    let start = Instant.september(day, 10)
    let slot = Slot(start: start, minutes: 30)
    let room = try #require(try await office.rooms().first)
    let counselor = SessionResource.counselor(try #require(try await office.counselors().first))
    var bookings: [BookingID] = []
    for _ in 0..<4 { bookings.append(try await office.offered(start).id) }

    let outcomes = await withTaskGroup(of: DomainError?.self) { group in
      for id in bookings { group.addTask { await refusal { try await office.confirm(id, start) } } }
      for _ in 0..<3 {
        group.addTask { await refusal { try await office.reserve(room, slot) } }
        group.addTask { await refusal { try await office.enter(\.absences, counselor, slot) } }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    // a reservation takes the room and an absence the counselor: these two may both have won
    #expect((1...2).contains(outcomes.count { $0 == nil }))
    for case let refusal? in outcomes { #expect(refusal.code == "slot_taken" || refusal.code == "busy") }
    try await HistoryChecks.allocations(of: database)
  }

  @Test func `two series and an absence of days that cross each other take all or nothing`() async throws {
    let room = try #require(try await office.rooms().first)
    let daily = Recurrence(every: .day, limit: .count(10))
    let first = Slot(start: .september(17, 22), end: .september(18, 2))
    let outcomes = await withTaskGroup(of: DomainError?.self) { group in
      for index in 0..<4 {
        let slot = Slot(start: first.start.adding(minutes: 30 * index), end: first.end)
        group.addTask { await refusal { try await office.reserve(room, slot, repeating: daily) } }
        group.addTask {
          await refusal {
            try await office.enter(\.maintenances, .room(room), Slot(start: .september(20, 0), end: .september(23, 0)))
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 == nil } == 1)
    let rows = try await database.check("SELECT count(*), count(DISTINCT kind) FROM allocations").first
    #expect([3, 10].contains(try rows?.decode(0, as: Int.self)))
    #expect(try rows?.decode(1, as: Int.self) == 1)
    try await HistoryChecks.allocations(of: database)
  }

  @Test func `an absence that moves sessions and confirmations that want the same counselor never meet`() async throws {
    let office = database.nishinomiya
    for day in [24, 25, 28] {
      let starts = [Instant.september(day, 9), .september(day, 10), .september(day, 11)]
      var bookings: [BookingID] = []
      for start in starts { bookings.append(try await office.confirmed(start).id) }
      let absent = SessionResource.counselor(
        try #require(try await office.read(bookings[0]).agreement?.counselor.id))
      async let absence = refusal {
        try await office.enter(
          \.absences, absent, Slot(start: .september(day, 0), end: .september(day + 1, 0)), reassign: true)
      }
      async let others = withTaskGroup(of: DomainError?.self) { group in
        for start in starts { group.addTask { await refusal { try await office.confirmed(start) } } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let (refused, _) = (await absence, await others)
      #expect(refused == nil || refused?.code == "busy")
      try await HistoryChecks.allocations(of: database)
      try await HistoryChecks.events(of: database)
    }
  }

  /// Nil for who got it. Who is told that the office is busy comes again.
  private func refusal(_ attempt: () async throws -> some Sendable) async -> DomainError? {
    for _ in 0..<4 {
      do {
        _ = try await attempt()
        return nil
      } catch let error as DomainError {
        guard case .busy = error else { return error }
      } catch { return .unexpected }
      try? await Task.sleep(for: .milliseconds(Int64.random(in: 20...80)))
    }
    return .busy(retryAfterMilliseconds: 0)
  }
}
