import Postgres
import Schema

extension Migrator {
  /// Whether a database takes writes and carries exactly the schema this binary was built with; every role may ask. A
  /// connection that leads to one that takes none is closed afterwards.
  static func isReady(_ connection: Connection) async throws -> Bool {
    let row = try await connection.run(
      Statement(
        """
        SELECT count(*), max(name), current_setting('transaction_read_only') = 'off' FROM schema_migrations
        """)
    ).first
    guard try row?.decode(2, as: Bool.self) == true else {
      connection.retire()
      return false
    }
    return try row?.decode(0, as: Int.self) == Schema.migrations.count
      && row?.decodeIfPresent(1, as: String.self) == Schema.migrations.last?.name
  }
}
