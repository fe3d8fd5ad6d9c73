import Foundation
import Postgres

/// The service's private PostgreSQL, seen by its superuser, whom no policy binds.
struct Database: Sendable {
  let directory: String

  /// A session of its own, because the server may have been killed since the last one.
  func connect() async throws -> Connection {
    let url = "postgresql:///madoguchi?host=\(directory)&port=5432&user=postgres"
    var session = SessionConfiguration()
    session.statementTimeout = .seconds(120)
    return try await Connection.open(ConnectionConfiguration(url: url), session: session)
  }

  /// Pairs of allocations that take the same thing at the same time, by what they take. Empty when all is well.
  func overlaps() async throws -> [String: Int] {
    let connection = try await connect()
    try await connection.execute(script: "ANALYZE allocations")
    let result = try await connection.run(
      Statement(
        """
        SELECT taken.what, count(*)
        FROM allocations a
          JOIN allocations b ON b.office_id = a.office_id AND (b.starts_at, b.id) > (a.starts_at, a.id)
            AND b.starts_at >= a.starts_at AND b.starts_at < upper(a.during)
          CROSS JOIN LATERAL (VALUES
            ('counselor', a.counselor_id = b.counselor_id), ('room', a.room_id = b.room_id),
            ('licence', a.licence_id = b.licence_id), ('seeker', a.seeker_id = b.seeker_id)) AS taken (what, twice)
        WHERE taken.twice
        GROUP BY taken.what
        """))
    return try Dictionary(uniqueKeysWithValues: result.map { (try $0.decode(0), try $0.decode(1)) })
  }

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

  /// Lets the planner know what the tables hold, so that no measurement depends on when autovacuum came by.
  func analyze() async throws { try await connect().execute(script: "ANALYZE") }

  /// Deadlocks that PostgreSQL has resolved since it was made.
  func deadlocks() async throws -> Int {
    let result = try await connect().run(
      Statement("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
    return try result.first?.decode(0) ?? 0
  }
}
