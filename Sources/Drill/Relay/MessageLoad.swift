import Foundation
import Postgres
import Stage

/// Messages put into the outbox by SQL, several about each of some bookings that were made over HTTP.
struct MessageLoad: Sendable {
  /// Messages about one booking.
  static let each = 10

  private let database: Database
  private let bookings: [UUID]

  /// Applies for as many bookings as `count` messages need, by turns in the offices.
  init(_ count: Int, in offices: [DrillOffice], of database: Database) async throws {
    self.database = database
    let needed = (count + Self.each - 1) / Self.each
    var wishes: [(office: DrillOffice, start: String)] = []
    for office in offices {
      wishes += try await office.starts(needed / offices.count + 1).map { (office, $0) }
    }
    bookings = try await inParallel(16, Array(wishes.prefix(needed))) { try await $0.office.apply(for: $0.start).id }
  }

  /// Queues the `round`th message of every booking that is among the first `count` messages; returns their ids.
  func queue(_ round: Int, of count: Int) async throws -> [String] {
    let rest = max(0, count - round * bookings.count)
    let result = try await database.connect().run(
      Statement(
        """
        INSERT INTO messages (
          office_id, id, booking_id, booking_version, kind, facts, created_at, due_at, next_attempt_at)
        SELECT b.office_id, gen_random_uuid(), b.id, $2 + 2, 'lapsed', jsonb_build_object(
            'office_name', o.name, 'office_phone', o.phone, 'time_zone', o.time_zone, 'person', b.seeker_name,
            'service', 'consultation', 'service_ja', '職業相談', 'service_en', 'Career counseling', 'minutes', 30,
            'status', 'lapsed', 'deadline', '2026-09-17T15:00:00Z'),
          b.created_at, b.created_at, b.created_at
        FROM (SELECT * FROM bookings WHERE id = ANY ($1::uuid[]) ORDER BY id LIMIT $3) b
          JOIN offices o ON o.id = b.office_id
        RETURNING id
        """, bookings, round, rest))
    return try result.map { try $0.decode(0, as: UUID.self).uuidString.lowercased() }
  }

  /// The ids of a booking's messages as they should arrive, by booking.
  func order() async throws -> [String: [String]] {
    let rows = try await database.connect().run(
      Statement("SELECT booking_id, id FROM messages WHERE kind = 'lapsed' ORDER BY booking_id, booking_version"))
    var order: [String: [String]] = [:]
    for row in rows {
      let booking = try row.decode(0, as: UUID.self).uuidString.lowercased()
      order[booking, default: []].append(try row.decode(1, as: UUID.self).uuidString.lowercased())
    }
    return order
  }

  /// How many messages have each status.
  func statuses() async throws -> [String: Int] {
    let rows = try await database.connect().run(
      Statement("SELECT status, count(*) FROM messages WHERE kind = 'lapsed' GROUP BY status"))
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.decode(0), try $0.decode(1)) })
  }
}
