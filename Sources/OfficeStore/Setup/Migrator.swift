import Crypto
import Foundation
import Postgres
import Scheduling
import Schema

/// Brings a database's schema to the one this binary carries: forward only, one transaction a step, one machine at a time.
public struct Migrator: Sendable {
  /// Why a schema was left as it was.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// A step that was applied here has another text in this binary: somebody edited history.
    case edited(String)
    /// The database is ahead: it holds a step that this binary does not know.
    case unknown(String)
    /// A step failed and was rolled back; what the server said, for an operator.
    case refused(migration: String, message: String)
    /// A step waited too long for a lock that somebody holds, and was rolled back. Whoever came after it would have waited
    /// too.
    case locked(String)

    /// What an operator reads.
    public var description: String {
      switch self {
      case .edited(let name):
        "migration \(name) was edited after it had been applied; restore its text and add a new migration instead"
      case .unknown(let name):
        "the database carries migration \(name), which this version does not know; run a newer version"
      case .refused(let name, let message): "migration \(name) failed and was rolled back: \(message)"
      case .locked(let name):
        "migration \(name) found its tables locked and was rolled back; stop the services, see that no dump or open "
          + "transaction holds them (pg_stat_activity), and repeat"
      }
    }
  }

  /// Locks out every other migrator of the same database.
  private static let lock: Int64 = 0x6D61_646F_6775_6368

  private let pool: Pool
  private let clock: ServiceClock
  private let patience: Duration

  /// - Parameters:
  ///   - pool: connections as `madoguchi_owner`.
  ///   - patience: how long a step waits for a lock, and makes others wait behind it.
  public init(owner pool: Pool, clock: ServiceClock, patience: Duration = .seconds(5)) {
    self.pool = pool
    self.clock = clock
    self.patience = patience
  }

  /// Applies what is missing and returns the names of what was applied; none when the schema is already this one.
  ///
  /// - Parameter told: given each name as soon as it is applied.
  public func run(
    _ migrations: [Schema.Migration] = Schema.migrations, told: (String) -> Void = { _ in }
  ) async throws -> [String] {
    try await pool.withConnection { connection in
      try await connection.execute(
        script: """
          BEGIN;
          SELECT pg_advisory_xact_lock(\(Self.lock));
          CREATE TABLE IF NOT EXISTS schema_migrations (
            name text NOT NULL,
            sha256 bytea NOT NULL,
            applied_at timestamptz NOT NULL,
            CONSTRAINT schema_migrations_pkey PRIMARY KEY (name)
          );
          GRANT SELECT ON schema_migrations TO PUBLIC;
          COMMIT;
          """)
      var applied: [String] = []
      for migration in migrations where try await apply(migration, knowing: migrations, on: connection) {
        applied.append(migration.name)
        told(migration.name)
      }
      return applied
    }
  }

  private func apply(
    _ migration: Schema.Migration, knowing migrations: [Schema.Migration], on connection: Connection
  ) async throws -> Bool {
    let opened = try await connection.run([
      Statement("BEGIN"),
      Statement("SELECT pg_advisory_xact_lock($1)", Self.lock),
      Statement("SELECT name, sha256 FROM schema_migrations ORDER BY name"),
      // not before the lock above: another migrator may take its time
      Statement("SELECT set_config('lock_timeout', $1, true)", "\(Int(patience / .milliseconds(1)))ms"),
    ])
    do {
      let checksum = Array(SHA256.hash(data: Array(migration.sql.utf8)))
      let present = Dictionary(
        uniqueKeysWithValues: try opened[2].map {
          (try $0.decode(0, as: String.self), try $0.decode(1, as: [UInt8].self))
        })
      if let stranger = present.keys.sorted().first(where: { name in !migrations.contains { $0.name == name } }) {
        throw Failure.unknown(stranger)
      }
      if let known = present[migration.name] {
        guard known == checksum else { throw Failure.edited(migration.name) }
        _ = try await connection.run([Statement("ROLLBACK")])
        return false
      }
      try await connection.execute(script: migration.sql)
      _ = try await connection.run([
        Statement(
          "INSERT INTO schema_migrations (name, sha256, applied_at) VALUES ($1, $2, $3)", migration.name, checksum,
          clock.now()),
        Statement("COMMIT"),
      ])
      return true
    } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
      throw Failure.locked(migration.name)
    } catch let error as PostgresError {
      throw Failure.refused(migration: migration.name, message: error.unredactedMessage ?? error.description)
    }
  }
}
