import Testing

@testable import Postgres

struct PreparedStatementTests {
  private func prepared(_ connection: Connection) async throws -> Int {
    try await connection.run(
      Statement("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%marked%'"))[0].decode(0)
  }

  @Test func `a statement is prepared once however often it runs`() async throws {
    let connection = try await connect()
    let statement = Statement("SELECT $1::int8 AS marked", 1)
    _ = try await connection.run([statement, statement])
    _ = try await connection.run(statement)
    // The counting statement itself contains the mark.
    #expect(try await prepared(connection) == 2)
  }

  @Test func `the switch for PgBouncer leaves statements unnamed`() async throws {
    var session = SessionConfiguration()
    session.preparedStatements = false
    let connection = try await connect(session: session)
    _ = try await connection.run(Statement("SELECT $1::int8 AS marked", 1))
    #expect(try await prepared(connection) == 0)
  }

  @Test func `NULL first and a value later do not confuse the server`() async throws {
    let connection = try await connect()
    try await connection.execute(script: "CREATE TEMP TABLE t (a int4)")
    func insert(_ value: (any PostgresEncodable)?) -> Statement { Statement("INSERT INTO t VALUES ($1)", value) }
    for value in [nil, 1, 2 as Int32, nil] as [(any PostgresEncodable)?] { _ = try await connection.run(insert(value)) }
    let rows = try await connection.run(Statement("SELECT a FROM t ORDER BY a"))
    #expect(try rows.map { try $0.decodeIfPresent(0, as: Int.self) } == [1, 2, nil, nil])
  }

  @Test func `a statement whose preparation was skipped is not taken for prepared`() async throws {
    let connection = try await connect()
    let statement = Statement("SELECT 'skipped'")
    _ = await postgresError { try await connection.run([Statement("SELECT 1/0"), statement]) }
    #expect(try await connection.run(statement).count == 1)
    let wrong = Statement("SELECT no_such_column")
    for _ in 0..<2 {
      #expect(await postgresError { try await connection.run(wrong) }?.sqlState?.rawValue == "42703")
    }
  }

  @Test func `prepared statements that vanished are prepared anew, in silence`() async throws {
    let connection = try await connect()
    let statement = Statement("SELECT 'vanished'")
    _ = try await connection.run(statement)
    try await connection.execute(script: "DEALLOCATE ALL")
    #expect(try await connection.run(statement).count == 1)
    #expect(await connection.settle() == false)
  }

  @Test func `a plan whose columns changed is made anew in silence, but reported inside a transaction`() async throws {
    let connection = try await connect()
    try await connection.execute(script: "CREATE TEMP TABLE t (a int4)")
    let statement = Statement("SELECT * FROM t")
    _ = try await connection.run(statement)
    try await connection.execute(script: "ALTER TABLE t ADD b int4")
    #expect(try await connection.run(statement).columns == ["a", "b"])
    try await connection.execute(script: "ALTER TABLE t ADD c int4")
    let error = await postgresError { try await connection.run([Statement("BEGIN"), statement]) }
    #expect(error?.sqlState == .featureNotSupported)
    #expect(error?.statementIndex == 1)
    _ = try await connection.run(Statement("ROLLBACK"))
    #expect(try await connection.run(statement).columns == ["a", "b", "c"])
  }
}
