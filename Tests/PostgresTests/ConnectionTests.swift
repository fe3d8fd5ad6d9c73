import Testing

@testable import Postgres

struct ConnectionTests {
  @Test func `results come in the order of their statements`() async throws {
    let connection = try await connect()
    let results = try await connection.run([
      Statement("SELECT 1::int8"), Statement("SELECT $1::text AS name", "窓口"), Statement("SELECT 3::int8 WHERE false"),
    ])
    #expect(try results[0][0].decode(0, as: Int.self) == 1)
    #expect(try results[1][0].decode("name", as: String.self) == "窓口")
    #expect(results[2].isEmpty)
  }

  @Test func `statements of one run travel to one synchronisation point`() async throws {
    let connection = try await connect()
    let statement = Statement("SELECT pg_current_xact_id()::text")
    let together = try await connection.run([statement, statement]).map { try $0[0].decode(0, as: String.self) }
    let apart = try await connection.run(statement)[0].decode(0, as: String.self)
    #expect(together[0] == together[1])
    #expect(apart != together[0])
  }

  @Test func `a failure names its statement and skips the rest`() async throws {
    let connection = try await connect()
    try await connection.execute(script: "CREATE TEMP TABLE t (a int CONSTRAINT positive CHECK (a > 0))")
    let insert = Statement("INSERT INTO t VALUES ($1)", 1 as Int32)
    let error = await postgresError {
      try await connection.run([insert, Statement("INSERT INTO t VALUES ($1)", -1 as Int32), insert])
    }
    #expect(error?.code == .server)
    #expect(error?.sqlState == .checkViolation)
    #expect(error?.constraint == "positive")
    #expect(error?.table == "t")
    #expect(error?.statementIndex == 1)
    #expect(try await connection.run(Statement("SELECT count(*) FROM t"))[0].decode(0, as: Int.self) == 0)
  }

  @Test func `an error inside a transaction leaves it failed until it is rolled back`() async throws {
    let connection = try await connect()
    _ = await postgresError { try await connection.run([Statement("BEGIN"), Statement("SELECT 1/0")]) }
    #expect(connection.transactionStatus == .failed)
    let error = await postgresError { try await connection.run(Statement("SELECT 1")) }
    #expect(error?.sqlState == .inFailedTransaction)
    #expect(try await connection.run(Statement("COMMIT")).commandTag == "ROLLBACK")
    #expect(connection.transactionStatus == .idle)
  }

  @Test func `a pipeline larger than every buffer does not stall`() async throws {
    let connection = try await connect()
    let blob = [UInt8](repeating: 7, count: 1 << 20)
    let results = try await connection.run(Array(repeating: Statement("SELECT $1::bytea", blob), count: 24))
    #expect(try results.allSatisfy { try $0[0].decode(0, as: [UInt8].self) == blob })
  }

  @Test func `affected rows are counted`() async throws {
    let connection = try await connect()
    try await connection.execute(script: "CREATE TEMP TABLE t (a int8)")
    let result = try await connection.run(Statement("INSERT INTO t SELECT * FROM unnest($1::int8[])", [1, 2, 3]))
    #expect(result.affectedRows == 3)
    #expect(result.commandTag == "INSERT 0 3")
  }

  @Test func `a script of several statements runs, and its failure is told to an operator only`() async throws {
    let connection = try await connect()
    let error = await postgresError {
      try await connection.execute(script: "CREATE TEMP TABLE a (); CREATE TEMP TABLE b (); SELECT 'Yamada'::int")
    }
    #expect(error?.statementIndex == 2)
    #expect(error?.unredactedMessage?.contains("Yamada") == true)
    #expect(error?.description.contains("Yamada") == false)
    #expect(try await connection.run(Statement("SELECT 1::int4"))[0].decode(0, as: Int.self) == 1)
  }

  @Test func `COPY is refused and ends the connection`() async throws {
    let connection = try await connect()
    let error = await postgresError { try await connection.execute(script: "COPY pg_class TO STDOUT") }
    #expect(error?.code == .unsupported)
    #expect(await postgresError { try await connection.run(Statement("SELECT 1")) }?.code == .connectionLost)
  }

  @Test func `what libpq would send in part or not at all is refused, and the connection lives on`() async throws {
    let connection = try await connect()
    let error = await postgresError { try await connection.execute(script: "SELECT 1;\0 SELECT 2") }
    #expect(error?.code == .unsupported)
    let many = Statement("SELECT 1", parameters: Array(repeating: 1, count: 65_536))
    #expect(await postgresError { try await connection.run(many) }?.code == .unsupported)
    #expect(try await connection.run(Statement("SELECT 1")).count == 1)
  }

  @Test func `the server introduces itself`() async throws {
    let connection = try await connect()
    #expect(connection.parameter("server_encoding") == "UTF8")
    #expect(connection.parameter("no_such_parameter") == nil)
  }
}
