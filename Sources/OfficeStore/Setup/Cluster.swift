import Postgres
import Schema

/// A new database in a cluster that we administer ourselves: the private one, or a test's.
public enum Cluster {
  /// Makes the roles and, unless it exists, the database `name`, owned by `madoguchi_owner`.
  ///
  /// - Parameter administrator: a superuser's connection to a database; in production the operator does this once, by
  ///   hand, with `sql/roles.sql`.
  public static func prepare(
    database name: String, administrator: (_ database: String) throws -> ConnectionConfiguration
  ) async throws {
    let connection = try await Connection.open(administrator("postgres"))
    try await connection.execute(script: Schema.roles)
    let known = try await connection.run(Statement("SELECT 1 FROM pg_database WHERE datname = $1", name))
    if known.isEmpty {
      let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
      try await connection.execute(script: "CREATE DATABASE \(quoted) OWNER madoguchi_owner")
    }
    let inside = try await Connection.open(administrator(name))
    try await inside.execute(script: "ALTER SCHEMA public OWNER TO madoguchi_owner")
  }
}
