import Foundation
import Postgres
import Stage

/// A deployment of many offices with many bookings, put there by SQL. Whatever its size, every office has the same hundred
/// bookings in ``week``; what is more than that lies before and after it.
struct Crowd: Sendable {
  /// An ordinary week, from Monday on.
  static let week = (from: "2026-10-05", to: "2026-10-12")
  static let monday = (from: "2026-10-05", to: "2026-10-06")

  static let offices = 100
  /// What fills the week and no more.
  static let fewest = 100 * offices
  /// Counselors, rooms and licences of an office.
  static let capacity = 10
  private static let measured = "2804"

  /// The office that is measured.
  let office: DrillOffice
  /// In all offices.
  let bookings: Int

  /// Opens the offices and fills them.
  static func gather(_ bookings: Int, on stage: Stage) async throws -> Crowd {
    let office = try await DrillOffice.open([(measured, 0)], on: stage)[0]
    let codes = (0..<offices - 1).map { "\(3000 + $0)" }
    let rows = codes.map { "\($0),28,訓練所\($0),0798-00-0000,Asia/Tokyo,08:00-20:00,zoom\n" }
    let sheet = stage.database.directory + "/crowd.csv"
    try ("code,bureau,name,phone,timezone,windows,vendors\n" + rows.joined())
      .write(toFile: sheet, atomically: true, encoding: .utf8)
    try await stage.program.run("office", "import", sheet, "--embedded", stage.database.directory)
    let database = stage.database
    Progress.show("making \(bookings) bookings", isLast: true)
    _ = try await inParallel(2, codes + [measured]) { code in
      try await fill(code, with: bookings / offices, in: database)
    }
    try await database.connect().execute(script: "VACUUM ANALYZE")
    return Crowd(office: office, bookings: bookings)
  }

  /// Fills one office, in one transaction. Triggers rest (only the superuser can do that): the rows are those of bookings
  /// that went their whole way, without the history of it.
  private static func fill(_ code: String, with count: Int, in database: Database) async throws {
    let connection = try await database.connect()
    try await connection.execute(script: "SET session_replication_role = replica")
    guard let row = try await connection.run(Statement("SELECT id FROM offices WHERE code = $1", code)).first else {
      throw StageError("there is no office \(code)")
    }
    let id: Int = try row.decode(0)
    _ = try await connection.run(
      [Statement("BEGIN"), Statement("SELECT enter($1::integer, '2026-09-16 00:00:00+00', 'drill')", id)]
        + equipping(id) + filling(id, count) + [Statement("COMMIT")])
  }
}
