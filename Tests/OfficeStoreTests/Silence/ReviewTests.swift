import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Deemed cancellations and terminations of a person, and the one flag they raise (Art. 6(6), 12(1)).
struct ReviewTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private let number = Application.freshNumber()

  init() async throws { database = try await TestDatabase.make() }

  private func reviews() async throws -> [BookingID] {
    try await database.check("SELECT booking_id FROM tasks WHERE kind = 'refusal_review' AND closed_at IS NULL").map {
      try $0.decode(0)
    }
  }

  /// Breaks a session off.
  private func breakOff(_ id: BookingID, at start: Instant) async throws {
    try office.advance(to: start)
    try await office.start(id)
    try await office.terminate(id)
  }

  @Test func `the second deemed cancellation asks for one review, about itself`() async throws {
    let first = try await office.confirmed(.september(17, 10), number: number)
    let second = try await office.confirmed(.september(17, 11), number: number)
    let third = try await office.confirmed(.september(17, 14), number: number)
    try office.advance(to: .september(17, 10, 10))
    try await database.store.writeDownDeadlines()
    #expect(try await reviews().isEmpty)
    #expect(try await office.store.standing(ofPersonOf: first.id, office.caller(), office.office).noShows == 1)
    try office.advance(to: .september(17, 11, 10))
    try await database.store.writeDownDeadlines()
    #expect(try await reviews() == [second.id])
    try office.advance(to: .september(17, 14, 10))
    try await database.store.writeDownDeadlines()
    #expect(try await reviews() == [second.id])
    let standing = try await office.store.standing(ofPersonOf: third.id, office.caller(), office.office)
    #expect(standing.noShows == 3 && standing.isReviewDue && standing.refusal == nil)
    #expect(try await database.check("SELECT 1 FROM refusals").isEmpty)
  }

  @Test func `what one sweep finds is counted in the order in which it happened`() async throws {
    let later = try await office.confirmed(.september(17, 11), number: number)
    _ = try await office.confirmed(.september(17, 10), number: number)
    _ = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 12))
    try await database.store.writeDownDeadlines()
    #expect(try await reviews() == [later.id])
  }

  @Test func `a command that writes a deadline down raises the flag too`() async throws {
    _ = try await office.confirmed(.september(17, 10), number: number)
    let second = try await office.confirmed(.september(17, 11), number: number)
    try office.advance(to: .september(17, 10, 30))
    try await database.store.writeDownDeadlines()
    try office.advance(to: .september(17, 11, 10))
    await #expect(throws: DomainError.illegalTransition(current: .noShow)) { try await office.start(second.id) }
    #expect(try await reviews() == [second.id])
  }

  @Test func `somebody else's, and those without a number, are not counted together`() async throws {
    try await office.setPolicy { $0.jobSeekerNumberRequiredAt = .session }
    for hour in [10, 11] {
      let id = try await office.offered(.september(17, hour), number: nil).id
      try await office.confirm(id, .september(17, hour))
    }
    _ = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 12))
    try await database.store.writeDownDeadlines()
    #expect(try await reviews().isEmpty)
  }

  @Test func `a termination is reviewed at once, and counts`() async throws {
    let first = try await office.confirmed(.september(17, 10), number: number).id
    let second = try await office.confirmed(.september(17, 11), number: number).id
    for id in [first, second] { try await office.checkEnvironment(id) }
    try await breakOff(first, at: .september(17, 10))
    let tasks = try await database.check("SELECT kind, booking_id FROM tasks")
    #expect(try tasks.map { try $0.decode(0, as: String.self) } == ["termination_review"])
    #expect(try tasks.first?.decode(1, as: BookingID.self) == first)
    let standing = try await office.store.standing(ofPersonOf: first, office.caller(), office.office)
    #expect(standing.terminations == 1 && standing.noShows == 0 && !standing.isReviewDue)
    #expect(try await office.list(.held).isEmpty)
    try await breakOff(second, at: .september(17, 11))
    #expect(try await reviews() == [second])
  }

  @Test func `what was reversed does not count, and takes the flag down`() async throws {
    let first = try await office.confirmed(.september(17, 10), number: number)
    _ = try await office.confirmed(.september(17, 11), number: number)
    try office.advance(to: .september(17, 12))
    try await database.store.writeDownDeadlines()
    #expect(try await reviews().count == 1)
    try await office.reverse(first.id)
    #expect(try await reviews().isEmpty)
    #expect(try await office.store.standing(ofPersonOf: first.id, office.caller(), office.office).noShows == 1)
  }

  @Test func `an excused silence counts for nothing`() async throws {
    for hour in [10, 11] { _ = try await office.confirmed(.september(17, hour), number: number) }
    try await office.incident(.september(17, 9), until: .september(17, 10, 5))
    try office.advance(to: .september(17, 12))
    try await database.store.writeDownDeadlines()
    #expect(try await reviews().isEmpty)
  }

  @Test func `the window rolls, and the threshold is the office's`() async throws {
    try await office.setPolicy {
      $0.refusalReviewWindowDays = 7
      $0.refusalReviewThreshold = 2
    }
    _ = try await office.confirmed(.september(17, 10), number: number)
    try office.advance(to: .september(18, 9))
    try await database.store.writeDownDeadlines()
    // a week and ten minutes after the first one was deemed
    let later = try await office.confirmed(.september(24, 10), number: number)
    try office.advance(to: .september(24, 10, 10))
    try await database.store.writeDownDeadlines()
    #expect(try await reviews().isEmpty)
    #expect(try await office.store.standing(ofPersonOf: later.id, office.caller(), office.office).noShows == 1)
    try await office.setPolicy { $0.refusalReviewThreshold = 1 }
    let next = try await office.confirmed(.september(25, 10), number: number)
    try office.advance(to: .september(25, 10, 10))
    try await database.store.writeDownDeadlines()
    #expect(try await reviews() == [next.id])
  }

  @Test func `a closed review does not keep the next one from being asked for`() async throws {
    for hour in [10, 11] { _ = try await office.confirmed(.september(17, hour), number: number) }
    let third = try await office.confirmed(.september(17, 14), number: number)
    try office.advance(to: .september(17, 12))
    try await database.store.writeDownDeadlines()
    _ = try await database.check("UPDATE tasks SET closed_at = '2026-09-17 12:00+09', closed_by = 'test'")
    #expect(try await reviews().isEmpty)
    try office.advance(to: .september(17, 14, 10))
    try await database.store.writeDownDeadlines()
    #expect(try await reviews() == [third.id])
  }
}
