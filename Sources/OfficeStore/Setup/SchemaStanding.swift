import Postgres
import Schema

/// How a database's schema stands to the one that this binary was built with.
public enum SchemaStanding: Sendable, Hashable {
  /// It is the same.
  case current
  /// These steps were not applied, in order; all of them in a database that was never migrated.
  case lacking([String])
  /// It carries these steps of a newer version.
  case ahead([String])

  /// Asks by name; every role may.
  ///
  /// - Throws: `PostgresError`.
  public init(of pool: Pool) async throws {
    let applied = try await pool.withConnection { connection -> [String] in
      let found = try await connection.run(Statement("SELECT to_regclass('public.schema_migrations') IS NOT NULL"))
        .first
      guard try found?.decode(0, as: Bool.self) == true else { return [] }
      return try await connection.run(Statement("SELECT name FROM schema_migrations ORDER BY name")).map {
        try $0.decode(0, as: String.self)
      }
    }
    let known = Schema.migrations.map(\.name)
    let strange = applied.filter { !known.contains($0) }
    let missing = known.filter { !applied.contains($0) }
    self = !strange.isEmpty ? .ahead(strange) : missing.isEmpty ? .current : .lacking(missing)
  }
}
