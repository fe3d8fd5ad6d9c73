import Foundation
import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// The scripts that the benchmark measures PostgreSQL with are what the store sends, statement by statement and round trip
/// by round trip.
struct YardstickTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private let start = Instant.september(24, 10)

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a confirmation`() async throws {
    let booking = try await office.offered(start)
    let sent = try await database.roundTrips.during { try await office.confirm(booking.id, start) }
    compare(sent, with: try script("confirm.sql"))
  }

  @Test func `what comes before an offer`() async throws {
    let range = try AvailabilityRange(from: day(17), to: day(24))
    var query = BookingQuery()
    (query.from, query.to) = (.september(24, 0), .september(25, 0))
    _ = try await office.confirmed(start)
    let sent = try await database.roundTrips.during {
      _ = try await office.store.availability(of: "consultation", in: range, office.caller(), office.office)
      _ = try await office.receive(.complete(wishes: [start]))
      _ = try await office.store.bookings(query, office.caller(), office.office)
    }
    compare(sent, with: try script("apply.sql"))
  }

  @Test func `an offer, and a look at the booking`() async throws {
    let booking = try await office.receive(.complete(wishes: [start]))
    let sent = try await database.roundTrips.during {
      try await office.offer(booking.id, start)
      _ = try await office.read(booking.id)
    }
    compare(sent, with: try script("offer.sql"))
  }

  private func day(_ day: Int) -> CivilDate { office.office.zone.localDate(of: .september(day, 0)) }

  private func compare(_ sent: [[String]], with written: [[String]]) {
    let difference = zip(sent.joined().map(normalised), written.joined()).first { $0 != $1 }
    #expect(difference == nil && sent.map(\.count) == written.map(\.count))
  }

  /// The statements of a script, without the values in its comments.
  private func script(_ name: String) throws -> [[String]] {
    let file = URL(filePath: #filePath).appending(path: "../../../../Sources/Drill/Bench/\(name)").standardized
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("--") }
    return lines.joined(separator: "\n").components(separatedBy: "\\startpipeline\n").dropFirst().map { trip in
      trip.components(separatedBy: "\\endpipeline")[0].components(separatedBy: ";\n").map(normalised)
        .filter { !$0.isEmpty }
    }
  }

  /// With single blanks.
  private func normalised(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
