import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Every status against every action, also where the status is only deemed.
struct MatrixTests {
  @Test(arguments: MatrixSituation.all)
  func `what the fine print allows leads where it says`(situation: MatrixSituation) async throws {
    for action in MatrixAction.allCases {
      guard let target = action.target(from: situation.status) else { continue }
      let database = try await TestDatabase.make()
      let office = database.nishinomiya
      let before = try await situation.arrange(in: database)
      #expect(before.status == situation.status)

      let after = try await action.perform(on: before.id, in: office)
      #expect(after.status == target, "\(action)")
      guard action != .followUp else {
        #expect(after.parent == before.id && after.version == 1)
        #expect(try await office.read(before.id).version == before.version)
        continue
      }
      #expect(after.version == before.version + 1, "\(action)")
      let event = try #require(try await office.events(of: before.id).last)
      #expect(event.from == situation.status && event.to == target, "\(action)")
      #expect(try await office.read(before.id).version == after.version)
      try await HistoryChecks.allocations(of: database)
      try await HistoryChecks.meetings(of: database)
    }
  }

  @Test(arguments: MatrixSituation.all)
  func `everything else is refused by name and changes nothing`(situation: MatrixSituation) async throws {
    var database = try await TestDatabase.make()
    var booking = try await situation.arrange(in: database)
    for (number, action) in MatrixAction.allCases.enumerated() {
      guard action.target(from: situation.status) == nil else { continue }
      // a refusal writes down what was deemed, so the next action would meet another situation
      if situation.isDeemed, number > 0 {
        database = try await TestDatabase.make()
        booking = try await situation.arrange(in: database)
      }
      let office = database.nishinomiya
      let before = try await Self.everything(of: booking, in: database, isDeemed: situation.isDeemed)
      await #expect(throws: action.refusal(in: situation.status), "\(action)") {
        try await action.perform(on: booking.id, in: office)
      }
      #expect(
        try await Self.everything(of: booking, in: database, isDeemed: situation.isDeemed) == before, "\(action)")
    }
  }

  @Test func `every action of the contract is in the matrix`() {
    // a cancellation is two: the user's and the office's
    #expect(MatrixAction.allCases.count == BookingAction.allCases.count + 1)
  }

  /// How the booking reads, and unless it is deemed what is written of it: refusals write down what was due.
  private static func everything(
    of booking: Booking, in database: TestDatabase, isDeemed: Bool
  ) async throws -> [String] {
    let office = database.nishinomiya
    let read = try await office.read(booking.id)
    let events = try await office.events(of: booking.id)
    let rows = try await database.check(
      """
      SELECT to_jsonb(b)::text FROM bookings b UNION ALL SELECT to_jsonb(a)::text FROM allocations a
      UNION ALL SELECT to_jsonb(t)::text FROM tasks t ORDER BY 1
      """)
    let written = try isDeemed ? [] : rows.map { try $0.decode(0, as: String.self) }
    return [read.status.rawValue, "\(read.version)"] + events.map(\.kind) + written
  }
}
