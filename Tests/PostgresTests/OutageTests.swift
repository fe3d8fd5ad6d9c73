import Testing

@testable import Postgres

/// A server that dies and returns. Each test has its own.
struct OutageTests {
  private func answers(_ pool: Pool) async -> Bool {
    await postgresError { try await pool.run(Statement("SELECT 1")) } == nil
  }

  @Test func `a statement whose server dies under it is lost, and the pool recovers by itself`() async throws {
    let server = try await TestServer()
    try await withPool(on: server) { pool in
      let (started, signal) = AsyncStream.makeStream(of: Void.self)
      let task = Task {
        try await pool.withConnection { connection in
          _ = try await connection.run(Statement("SELECT 1"))
          signal.finish()
          _ = try await connection.run(Statement("SELECT pg_sleep(600)"))
        }
      }
      for await _ in started {}
      try await server.stop()
      #expect(await postgresError { try await task.value }?.code == .connectionLost)

      let refused = await ContinuousClock().measure {
        #expect(await postgresError { try await pool.withConnection { _ in } }?.code == .connectionFailed)
      }
      #expect(refused < pool.configuration.waitTimeout, "it waited for its deadline instead of failing fast")

      try await server.start()
      #expect(await eventually { await answers(pool) })
      #expect(pool.statistics.leased == 0)
    }
  }

  @Test func `connections at rest during a restart are replaced without any error`() async throws {
    let server = try await TestServer()
    try await withPool(on: server) { pool in
      try await pool.withConnection { _ in try await pool.withConnection { _ in } }
      #expect(pool.statistics.idle == 2)
      try await server.stop()
      try await server.start()
      for _ in 0..<4 { #expect(try await pool.run(Statement("SELECT 1")).count == 1) }
    }
  }

  @Test func `a backend killed under a statement costs that statement only`() async throws {
    let server = try await TestServer()
    try await withPool(on: server) { pool in
      let (processes, signal) = AsyncStream.makeStream(of: Int32.self)
      let task = Task {
        try await pool.withConnection { connection in
          signal.yield(try await connection.process())
          signal.finish()
          _ = try await connection.run(Statement("SELECT pg_sleep(600)"))
        }
      }
      for await process in processes { try await Shell.run("kill", "-KILL", "\(process)") }
      #expect(await postgresError { try await task.value }?.code == .connectionLost)
      #expect(await eventually { await answers(pool) })
    }
  }

  @Test func `an operator's termination is told by its state`() async throws {
    let activity = try await Activity(TestServer.shared.value.local())
    let connection = try await connect()
    let process = try await connection.process()
    async let termination: Void = {
      try await Task.sleep(for: .milliseconds(200))
      try await Activity(TestServer.shared.value.local()).terminate(process)
    }()
    let error = await postgresError { try await connection.run(Statement("SELECT pg_sleep(600)")) }
    try await termination
    #expect(error?.code == .connectionLost)
    #expect(error?.sqlState == .adminShutdown)
    #expect(try await activity.misses(process))
  }

  @Test func `a connection on which nothing can be written is closed at the end of its lease`() async throws {
    let connection = try await connect()
    try await connection.execute(script: "SET default_transaction_read_only = on")
    let error = await postgresError { try await connection.run(Statement("CREATE TABLE never (a int4)")) }
    #expect(error?.sqlState == .readOnlyTransaction)
    #expect(await connection.settle() == false)
  }
}
