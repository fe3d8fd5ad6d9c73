@testable import Postgres

/// What the server says of its own sessions.
struct Activity {
  let observer: Connection

  init(_ configuration: ConnectionConfiguration) async throws {
    observer = try await Connection.open(configuration)
  }

  /// Whether some session comes to run a statement that contains `mark`.
  func sees(_ mark: String) async throws -> Bool {
    try await eventually { try await running(mark) == 1 }
  }

  /// Whether no session runs such a statement any more, soon.
  func misses(_ mark: String) async throws -> Bool {
    try await eventually { try await running(mark) == 0 }
  }

  /// Whether the server process ends, soon.
  func misses(_ process: Int32) async throws -> Bool {
    try await eventually {
      try await observer.run(Statement("SELECT FROM pg_stat_activity WHERE pid = $1", process)).isEmpty
    }
  }

  /// How many sessions run a statement that contains `mark`, apart from this one.
  private func running(_ mark: String) async throws -> Int {
    try await observer.run(
      Statement(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE state = 'active' AND position($1 in query) > 0 AND pid <> pg_backend_pid()
        """, mark))[0].decode(0)
  }

  /// Ends the session of a server process from outside.
  func terminate(_ process: Int32) async throws {
    _ = try await observer.run(Statement("SELECT pg_terminate_backend($1)", process))
  }
}

extension Connection {
  /// The server process of this connection.
  func process() async throws -> Int32 {
    try await run(Statement("SELECT pg_backend_pid()"))[0].decode(0)
  }
}

extension Pool {
  /// Runs one statement in a lease of its own.
  func run(_ statement: Statement) async throws -> QueryResult {
    try await withConnection { try await $0.run(statement) }
  }

  /// The server process of the connection that the pool lends next.
  func process() async throws -> Int32 {
    try await withConnection { try await $0.process() }
  }

  /// Where the connection that the pool lends next stands.
  func transactionStatus() async throws -> TransactionStatus {
    try await withConnection { $0.transactionStatus }
  }
}
