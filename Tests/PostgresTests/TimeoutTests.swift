import Testing

@testable import Postgres

struct TimeoutTests {
  @Test func `the server ends a statement that takes too long, and the connection lives on`() async throws {
    var session = SessionConfiguration()
    session.statementTimeout = .milliseconds(100)
    let connection = try await connect(session: session)
    let error = await postgresError { try await connection.run(Statement("SELECT pg_sleep(600)")) }
    #expect(error?.code == .timedOut)
    #expect(error?.sqlState == .queryCanceled)
    #expect(try await connection.run(Statement("SELECT 1")).count == 1)
  }

  @Test func `without the server's help this side ends it, on the server too`() async throws {
    var session = SessionConfiguration()
    session.statementTimeout = .milliseconds(100)
    session.preparedStatements = false
    let connection = try await connect(session: session)
    #expect(try await connection.run(Statement("SHOW statement_timeout"))[0].decode(0, as: String.self) == "0")
    let error = await postgresError { try await connection.run(Statement("SELECT pg_sleep(600), 'this side'")) }
    #expect(error?.code == .timedOut)
    let activity = try await Activity(TestServer.shared.value.local())
    #expect(try await activity.misses("'this side'"))
    #expect(await connection.settle())
  }

  @Test func `a server that has stopped answering costs the connection, not the caller's life`() async throws {
    let server = try await TestServer()
    var session = SessionConfiguration()
    session.statementTimeout = .milliseconds(100)
    let connection = try await Connection.open(server.local(), session: session)
    let process = try await connection.process()
    try await Shell.run("kill", "-STOP", "\(process)")
    let error = await postgresError { try await connection.run(Statement("SELECT 1")) }
    try await Shell.run("kill", "-CONT", "\(process)")
    #expect(error?.code == .timedOut)
    #expect(connection.isBroken)
  }

  @Test func `a script may take longer than any statement`() async throws {
    var session = SessionConfiguration()
    session.statementTimeout = .milliseconds(100)
    session.preparedStatements = false
    try await connect(session: session).execute(script: "SELECT pg_sleep(0.5)")
  }

  @Test func `a host that does not answer ends the attempt in time`() async throws {
    // A listener that never accepts: its queue takes the connection and nobody speaks.
    let silent = try SilentListener()
    var session = SessionConfiguration()
    session.connectTimeout = .milliseconds(200)
    let configuration = try ConnectionConfiguration(url: "host=127.0.0.1 port=\(silent.port) user=a dbname=b")
    let error = await postgresError { try await Connection.open(configuration, session: session) }
    #expect(error?.code == .connectionFailed)
  }

  @Test func `whoever waits too long for a connection is refused`() async throws {
    try await withPool({
      $0.maximumConnections = 1
      $0.waitTimeout = .seconds(2)
    }) { pool in
      try await pool.withConnection { _ async throws in
        #expect(await postgresError { try await pool.withConnection { _ in } }?.code == .poolTimeout)
      }
      #expect(pool.statistics.timeouts == 1)
      try await pool.withConnection { _ in }
    }
  }
}
