import Foundation
public import Postgres

/// A service's private PostgreSQL, seen by its superuser, whom no policy binds.
public struct Database: Sendable {
  /// The service's folder: the socket lies in it.
  public let directory: String

  /// - Parameter directory: the folder that the service was started with.
  public init(directory: String) { self.directory = directory }

  /// A session of its own, because the server may have been killed since the last one.
  public func connect() async throws -> Connection {
    let url = "postgresql:///madoguchi?host=\(directory)&port=5432&user=postgres"
    var session = SessionConfiguration()
    session.statementTimeout = .seconds(120)
    return try await Connection.open(ConnectionConfiguration(url: url), session: session)
  }

  /// Pairs of allocations that take the same thing at the same time, by what they take. Empty when all is well.
  public func overlaps() async throws -> [String: Int] {
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

  /// Lets the planner know what the tables hold, so that no measurement depends on when autovacuum came by.
  public func analyze() async throws { try await connect().execute(script: "ANALYZE") }

  /// Deadlocks that PostgreSQL has resolved since it was made.
  public func deadlocks() async throws -> Int {
    let result = try await connect().run(
      Statement("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
    return try result.first?.decode(0) ?? 0
  }
}
