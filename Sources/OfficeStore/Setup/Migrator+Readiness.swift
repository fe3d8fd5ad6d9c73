import Postgres
import Schema

extension Migrator {
  /// Whether a database carries exactly the schema this binary was built with; every role may ask.
  static func isCurrent(_ connection: Connection) async throws -> Bool {
    let row = try await connection.run(Statement("SELECT count(*), max(name) FROM schema_migrations")).first
    return try row?.decode(0, as: Int.self) == Schema.migrations.count
      && row?.decodeIfPresent(1, as: String.self) == Schema.migrations.last?.name
  }
}
