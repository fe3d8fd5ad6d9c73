import Testing

@testable import Postgres

struct PoolTests {
  @Test func `many callers share few connections and each gets its own answer`() async throws {
    try await withPool { pool in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<400 {
          group.addTask {
            try await pool.withConnection { connection in
              let results = try await connection.run([Statement("BEGIN"), Statement("SELECT $1::int8", number)])
              let answer = try results[1][0].decode(0, as: Int.self)
              return try await connection.run(Statement("COMMIT")).commandTag == "COMMIT" && answer == number
            }
          }
        }
        for try await isRight in group { #expect(isRight) }
      }
      #expect(pool.statistics.connects <= 4)
      #expect(pool.statistics.leased == 0)
    }
  }

  @Test(arguments: ["BEGIN", "BEGIN; SELECT 1/0"])
  func `what a lease leaves open is rolled back`(script: String) async throws {
    try await withPool({ $0.maximumConnections = 1 }) { pool in
      try await pool.withConnection { connection in
        _ = await postgresError { try await connection.execute(script: script) }
        #expect(connection.transactionStatus != .idle)
      }
      #expect(try await pool.transactionStatus() == .idle)
      #expect(pool.statistics.connects == 1)
    }
  }

  @Test func `the error of the body is the error of the lease`() async throws {
    struct Mine: Error {}
    try await withPool { pool in
      await #expect(throws: Mine.self) { try await pool.withConnection { _ in throw Mine() } }
      #expect(pool.statistics.leased == 0)
    }
  }

  @Test func `a connection that broke while it rested is noticed before it is lent`() async throws {
    let activity = try await Activity(TestServer.shared.value.local())
    try await withPool({ $0.maximumConnections = 1 }) { pool in
      let process = try await pool.process()
      try await activity.terminate(process)
      // The farewell may be on its way still when the server says that it is done.
      #expect(try await activity.misses(process))
      #expect(try await pool.process() != process)
      #expect(pool.statistics.connects == 2)
    }
  }

  @Test func `connections at rest are closed after a while, down to the minimum`() async throws {
    try await withPool({
      $0.idleTimeout = .milliseconds(200)
      $0.minimumConnections = 1
    }) { pool in
      let upkeep = Task { await pool.run() }
      #expect(await eventually { pool.statistics.idle == 1 })
      try await pool.withConnection { _ in
        try await pool.withConnection { _ in try await pool.withConnection { _ in } }
      }
      #expect(await eventually { pool.statistics.open == 1 })
      upkeep.cancel()
      await upkeep.value
    }
  }

  @Test func `shutdown refuses newcomers, waits for leases and closes everything`() async throws {
    try await withPool { pool in
      try await withThrowingTaskGroup { group in
        let (started, signal) = AsyncStream.makeStream(of: Void.self)
        group.addTask {
          try await pool.withConnection { connection in
            signal.finish()
            _ = try await connection.run(Statement("SELECT pg_sleep(0.3)"))
          }
        }
        for await _ in started {}
        await pool.shutdown()
        #expect(pool.statistics == pool.statistics.drained)
        try await group.waitForAll()
      }
      #expect(await postgresError { try await pool.withConnection { _ in } }?.code == .poolShutdown)
    }
  }

  @Test func `a lease that outlasts the shutdown's grace is stopped`() async throws {
    try await withPool({ $0.shutdownGrace = .milliseconds(50) }) { pool in
      let (started, signal) = AsyncStream.makeStream(of: Void.self)
      let task = Task {
        try await pool.withConnection { connection in
          signal.finish()
          _ = try await connection.run(Statement("SELECT pg_sleep(600)"))
        }
      }
      for await _ in started {}
      await pool.shutdown()
      #expect(await postgresError { try await task.value }?.code == .poolShutdown)
      #expect(pool.statistics.open == 0)
    }
  }
}

extension PoolStatistics {
  /// The same history, with nothing left.
  fileprivate var drained: PoolStatistics {
    var drained = self
    (drained.open, drained.idle, drained.leased, drained.connecting, drained.waiting) = (0, 0, 0, 0, 0)
    return drained
  }
}
