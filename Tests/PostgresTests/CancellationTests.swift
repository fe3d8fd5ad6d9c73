import Testing

@testable import Postgres

struct CancellationTests {
  @Test func `the statement of a cancelled task disappears from the server`() async throws {
    let activity = try await Activity(TestServer.shared.value.local())
    try await withPool { pool in
      let task = Task {
        try await pool.run(Statement("SELECT pg_sleep(600), 'cancelled task'"))
      }
      try await #require(activity.sees("'cancelled task'"))
      task.cancel()
      #expect(await postgresError { try await task.value }?.code == .cancelled)
      #expect(try await activity.misses("'cancelled task'"))
      #expect(pool.statistics.leased == 0)
    }
  }

  @Test func `a connection survives the cancellation of its statement`() async throws {
    try await withPool({ $0.maximumConnections = 1 }) { pool in
      let activity = try await Activity(TestServer.shared.value.local())
      let before = try await pool.process()
      let task = Task {
        try await pool.run(Statement("SELECT pg_sleep(600), 'survivor'"))
      }
      #expect(try await activity.sees("'survivor'"))
      task.cancel()
      _ = await task.result
      #expect(try await pool.process() == before)
    }
  }

  @Test func `a cancel never hits the statement of the next user`() async throws {
    try await withPool({ $0.maximumConnections = 1 }) { pool in
      for round in 0..<60 {
        let task = Task {
          try await pool.run(Statement("SELECT pg_sleep(0.002)"))
        }
        try await Task.sleep(for: .microseconds(round * 60))
        task.cancel()
        let result = try await pool.run(Statement("SELECT pg_sleep(0.001), 1"))
        #expect(result.count == 1)
        _ = await task.result
      }
    }
  }

  @Test func `a task cancelled before it begins sends nothing`() async throws {
    let task = Task {
      let connection = try await connect()
      withUnsafeCurrentTask { $0?.cancel() }
      let error = await postgresError { try await connection.run(Statement("SELECT 1")) }
      return (error?.code, connection.isBroken)
    }
    #expect(try await task.value == (.cancelled, false))
  }

  @Test func `a transaction left open by a cancelled task is rolled back`() async throws {
    try await withPool({ $0.maximumConnections = 1 }) { pool in
      let task = Task {
        try await pool.withConnection { connection in
          _ = try await connection.run(Statement("BEGIN"))
          withUnsafeCurrentTask { $0?.cancel() }
          _ = try await connection.run(Statement("SELECT 1"))
        }
      }
      #expect(await postgresError { try await task.value }?.code == .cancelled)
      let status = try await pool.transactionStatus()
      #expect(status == .idle)
      #expect(pool.statistics.connects == 1)
    }
  }

  @Test func `whoever waits for a connection can give up`() async throws {
    try await withPool({ $0.maximumConnections = 1 }) { pool in
      try await pool.withConnection { _ in
        let task = Task { try await pool.withConnection { _ in } }
        #expect(await eventually { pool.statistics.waiting == 1 })
        task.cancel()
        #expect(await postgresError { try await task.value }?.code == .cancelled)
      }
      #expect(pool.statistics.waiting == 0)
    }
  }
}
