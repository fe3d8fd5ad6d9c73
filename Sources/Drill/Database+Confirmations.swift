import Foundation
import Postgres
import Stage

extension Database {
  /// How many of the bookings have each status.
  func statuses(of bookings: [UUID]) async throws -> [String: Int] {
    let result = try await connect().run(
      Statement("SELECT status, count(*) FROM bookings WHERE id = ANY ($1::uuid[]) GROUP BY status", bookings))
    return try Dictionary(uniqueKeysWithValues: result.map { (try $0.decode(0), try $0.decode(1)) })
  }

  /// How many of the bookings lack their confirmation: the status, exactly one allocation for the session, or the event.
  func unconfirmed(among bookings: [UUID]) async throws -> Int {
    let result = try await connect().run(
      Statement(
        """
        WITH sessions AS (
            SELECT a.booking_id, count(*) AS count
            FROM allocations a JOIN bookings b ON b.office_id = a.office_id AND b.id = a.booking_id
            WHERE a.kind = 'session' AND a.starts_at = b.starts_at
              AND (a.counselor_id, a.room_id, a.licence_id) = (b.counselor_id, b.room_id, b.licence_id)
            GROUP BY a.booking_id
          ), events AS (
            SELECT booking_id, count(*) AS count FROM booking_events WHERE kind = 'confirmed' GROUP BY booking_id
          )
        SELECT count(*)
        FROM unnest($1::uuid[]) AS wanted (id)
          LEFT JOIN bookings b ON b.id = wanted.id AND b.status = 'confirmed'
          LEFT JOIN sessions s ON s.booking_id = wanted.id
          LEFT JOIN events e ON e.booking_id = wanted.id
        WHERE b.id IS NULL OR s.count IS DISTINCT FROM 1 OR e.count IS DISTINCT FROM 1
        """, bookings))
    return try result.first?.decode(0) ?? bookings.count
  }

  /// How many bookings there are.
  func bookings() async throws -> Int {
    try await connect().run(Statement("SELECT count(*) FROM bookings")).first?.decode(0) ?? 0
  }
}
