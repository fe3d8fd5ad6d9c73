import Logging
import Testing

@testable import Postgres

@Suite(.enabled(if: TestBouncer.isInstalled, "PgBouncer is not installed"))
struct PgBouncerTests {
  private func withPool(_ body: (Pool) async throws -> Void) async throws {
    let bouncer = try await TestBouncer.shared.value
    var configuration = PoolConfiguration(connection: try bouncer.configuration, maximumConnections: 8)
    configuration.preparedStatements = false
    configuration.waitTimeout = .seconds(60)
    try await Pool(configuration, logger: .silent).use(body)
  }

  @Test func `transactions of many clients share few server connections`() async throws {
    try await withPool { pool in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<200 {
          group.addTask {
            try await pool.withConnection { connection in
              _ = try await connection.run([
                Statement("BEGIN"), Statement("SELECT set_config('test.number', $1, true)", "\(number)"),
              ])
              let rows = try await connection.run([
                Statement("SELECT current_setting('test.number')"), Statement("COMMIT"),
              ])
              #expect(try rows[0][0].decode(0, as: String.self) == "\(number)")
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func `a cancel finds its way through`() async throws {
    let activity = try await Activity(TestServer.shared.value.local())
    try await withPool { pool in
      let task = Task {
        try await pool.run(Statement("SELECT pg_sleep(600), 'bounced'"))
      }
      try await #require(activity.sees("'bounced'"))
      task.cancel()
      #expect(await postgresError { try await task.value }?.code == .cancelled)
      #expect(try await activity.misses("'bounced'"))
      #expect(try await pool.run(Statement("SELECT 1")).count == 1)
    }
  }

  @Test func `an error keeps its state and constraint`() async throws {
    try await withPool { pool in
      try await pool.withConnection { connection in
        let error = await postgresError {
          try await connection.run([
            Statement("BEGIN"), Statement("CREATE TEMP TABLE t (a int CONSTRAINT c CHECK (a > 0)) ON COMMIT DROP"),
            Statement("INSERT INTO t VALUES (0)"),
          ])
        }
        #expect(error?.constraint == "c")
        #expect(connection.transactionStatus == .failed)
      }
      #expect(pool.statistics.connects == 1)
      #expect(try await pool.transactionStatus() == .idle)
    }
  }

  @Test func `a start-up option of ours would be refused, as the switch presumes`() async throws {
    let bouncer = try await TestBouncer.shared.value
    let error = await postgresError { try await Connection.open(bouncer.configuration) }
    #expect(error?.code == .connectionFailed)
  }
}
