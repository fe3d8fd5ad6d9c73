import Postgres
import Scheduling

/// Setting up a deployment from the command line, as the schema's owner. No personal data passes here.
public struct Administration: Sendable {
  let pool: Pool
  let clock: ServiceClock

  /// - Parameter pool: connections as `madoguchi_owner`.
  public init(owner pool: Pool, clock: ServiceClock) {
    self.pool = pool
    self.clock = clock
  }

  /// What throws is rolled back by the pool when the connection returns.
  ///
  /// - Parameter isDryRun: does everything and takes it back.
  func transaction<Result>(
    isDryRun: Bool = false, _ body: (Connection) async throws -> Result
  ) async throws -> Result {
    try await pool.withConnection { connection in
      _ = try await connection.run([Statement("BEGIN")])
      let result = try await body(connection)
      _ = try await connection.run([isDryRun ? Statement("ROLLBACK") : Statement("COMMIT")])
      return result
    }
  }
}

extension Administration {
  /// Whether the office or bureau that a scope names exists.
  public func knows(_ scope: Scope) async throws -> Bool {
    try await pool.withConnection { connection in
      switch scope {
      case .office(let code):
        try await !connection.run(Statement("SELECT 1 FROM offices WHERE code = $1", code.text)).isEmpty
      case .bureau(let code):
        try await !connection.run(Statement("SELECT 1 FROM bureaus WHERE code = $1", code.text)).isEmpty
      case .ministry, .all: true
      }
    }
  }
}
