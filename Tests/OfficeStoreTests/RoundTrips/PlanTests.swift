import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// What is asked all day long is planned once a connection, and not for each request.
struct PlanTests {
  @Test func `the requests of a mixed day keep their plans`() async throws {
    let database = try await TestDatabase.make(connections: 1)
    let office = database.nishinomiya
    for day in [24, 25, 28] {
      for hour in [9, 10, 11, 13] {
        let start = Instant.september(day, hour)
        var query = BookingQuery()
        (query.from, query.to) = (.september(day, 0), .september(day + 1, 0))
        _ = try await office.free(at: start)
        let booking = try await office.receive(.complete(wishes: [start]))
        _ = try await office.store.bookings(query, office.caller(), office.office)
        try await office.offer(booking.id, start)
        _ = try await office.read(booking.id)
        try await office.confirm(booking.id, start)
      }
    }
    // the server tries five times with the values before it keeps a plan without them
    let anew = try await database.app.withConnection { connection in
      try await connection.run(Statement("SELECT statement FROM pg_prepared_statements WHERE custom_plans > 5"))
        .map { try $0.decode(0, as: String.self) }
    }
    #expect(anew.isEmpty)
  }
}
