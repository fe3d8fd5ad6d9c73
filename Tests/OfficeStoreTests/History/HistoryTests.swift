import OfficeStore
import Randomness
import Scheduling
import TestDatabase
import Testing

/// Random histories, repeatable by their seed.
struct HistoryTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `the store follows the terms through any history`(seed: UInt64) async throws {
    let database = try await TestDatabase.make()
    let offices = [database.nishinomiya, database.kobe]
    var generator = SplitMix64(seed: seed)
    var now = Instant.september(16, 9)
    var lives: [BookingID: (office: Int, model: HistoryModel)] = [:]
    var ids: [BookingID] = []

    for _ in 0..<250 {
      switch Int.random(in: 0..<12, using: &generator) {
      case 0...1:
        let office = Int.random(in: 0...1, using: &generator)
        let id = try await offices[office].receive(.complete(wishes: [.september(30, 10)])).id
        lives[id] = (office, HistoryModel())
        ids.append(id)
      case 2:
        now = Self.later(than: now, lives.values.compactMap(\.model.start), using: &generator)
        try offices[0].advance(to: now)
        for id in ids { lives[id]?.model.pass(to: now) }
      default:
        guard let id = ids.randomElement(using: &generator), let life = lives[id] else { continue }
        let action = HistoryAction.allCases.randomElement(using: &generator) ?? .offer
        let start = Self.time(after: now, of: life.model, using: &generator)
        lives[id]?.model = try await Self.step(action, on: id, at: start, life.model, in: offices[life.office])
        if Bool.random(using: &generator) {
          await Self.stranger(action, on: id, at: start, in: offices[1 - life.office])
        }
      }
    }
    for (id, life) in lives { #expect(try await offices[life.office].read(id).status == life.model.status) }
    try await HistoryChecks.allocations(of: database)
    try await HistoryChecks.events(of: database)
    try await HistoryChecks.messages(of: database)
    try await HistoryChecks.meetings(of: database)
  }

  @Test(arguments: [5, 6] as [UInt64])
  func `three callers at once leave nothing taken twice and only legal lives`(seed: UInt64) async throws {
    let database = try await TestDatabase.make(connections: 8)
    let offices = [database.nishinomiya, database.kobe]
    var bookings: [(office: TestOffice, id: BookingID)] = []
    for number in 0..<12 {
      let office = offices[number % 2]
      bookings.append((office, try await office.receive(.complete(wishes: [.september(30, 10)])).id))
    }
    let all = bookings
    await withTaskGroup(of: Void.self) { group in
      for caller in 0..<3 {
        group.addTask {
          var generator = SplitMix64(seed: seed * 100 + UInt64(caller))
          for step in 0..<120 {
            let (office, id) = all[Int.random(in: 0..<all.count, using: &generator)]
            let action = HistoryAction.allCases.randomElement(using: &generator) ?? .offer
            let start = Instant.september(17, Int.random(in: 9...10, using: &generator))
            await Self.attempt(action, on: id, at: start, in: office)
            if caller == 0, step % 40 == 39 {
              _ = database.clock.advance(to: .september(16, 9 + step / 20 * 3))
              await #expect(throws: Never.self) { try await database.store.writeDownDeadlines() }
            }
          }
        }
      }
      group.addTask { await Self.relay(of: database, seed: seed) }
    }
    try await HistoryChecks.allocations(of: database)
    try await HistoryChecks.events(of: database)
    try await HistoryChecks.messages(of: database)
    try await HistoryChecks.meetings(of: database)
  }

  /// A relay that works meanwhile, over an unsteady line, and gets in nobody's way.
  private static func relay(of database: TestDatabase, seed: UInt64) async {
    var generator = SplitMix64(seed: seed)
    for round in 0..<60 {
      let office = round.isMultiple(of: 2) ? database.nishinomiya.office : database.kobe.office
      await #expect(throws: Never.self) {
        for message in try await database.queue.claim(in: office, limit: 3, lease: .seconds(30)) {
          switch Int.random(in: 0..<4, using: &generator) {
          case 0: break
          case 1: try await database.queue.failed(message, code: "timeout", nextAttempt: database.clock.now())
          case 2: try await database.queue.gaveUp(message, code: "timeout")
          default: try await database.queue.delivered(message)
          }
        }
      }
    }
  }

  /// Does it and compares; returns the model as it is then.
  private static func step(
    _ action: HistoryAction, on id: BookingID, at start: Instant, _ model: HistoryModel, in office: TestOffice
  ) async throws -> HistoryModel {
    var model = model
    let expected = model.status(after: action)
    do throws(DomainError) {
      let booking = try await action.perform(on: id, at: start, in: office)
      #expect(booking.status == expected, "\(action) of a booking that is \(model.status)")
      model.follow(booking, to: expected ?? booking.status)
    } catch {
      if expected == nil {
        #expect(error == model.refusal(of: action))
      } else {
        #expect(HistoryModel.isCircumstance(error), "\(error)")
      }
    }
    #expect(try await office.read(id).status == model.status)
    return model
  }

  private static func stranger(
    _ action: HistoryAction, on id: BookingID, at start: Instant, in office: TestOffice
  ) async {
    await #expect(throws: DomainError.notFound) { try await action.perform(on: id, at: start, in: office) }
  }

  /// Does it, and accepts refusals that belong to life but nothing else.
  private static func attempt(
    _ action: HistoryAction, on id: BookingID, at start: Instant, in office: TestOffice
  ) async {
    do throws(DomainError) {
      _ = try await action.perform(on: id, at: start, in: office)
    } catch {
      switch error {
      case .illegalTransition, .offerLapsed: break
      default: #expect(HistoryModel.isCircumstance(error), "\(error)")
      }
    }
  }

  /// A time that was offered, or one that the office is open: few enough that bookings get in each other's way.
  private static func time(
    after now: Instant, of model: HistoryModel, using generator: inout SplitMix64
  ) -> Instant {
    if let offered = model.offered.randomElement(using: &generator) { return offered }
    let day = [17, 18, 24, 25, 28].first { Instant.september($0, 0) > now } ?? 30
    return .september(day, Int.random(in: 9...10, using: &generator))
  }

  /// Some hours on, or the start of a session.
  private static func later(
    than now: Instant, _ starts: [Instant], using generator: inout SplitMix64
  ) -> Instant {
    if Bool.random(using: &generator), let start = starts.filter({ $0 > now }).min() { return start }
    return now.adding(minutes: 5 * Int.random(in: 1...60, using: &generator))
  }
}
