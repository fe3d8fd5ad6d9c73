import Postgres
import Scheduling

/// Who is asking, in which office, at which instant, inside one transaction: nobody reaches a tenant table without one.
struct Session {
  let connection: Connection
  /// Who acts, for the event log: a role and a token, or the clock.
  let actor: String
  let office: Office
  /// The instant the request is judged by, the same for rules and SQL.
  let now: Instant

  var enter: Statement {
    Statement("SELECT enter($1, $2, $3)", office.id, now, actor)
  }

  /// Makes everything durable, after `last` in the same round trip.
  func commit(after last: [Statement] = []) async throws {
    let results = try await connection.run(last + [Statement("COMMIT")])
    guard results.last?.commandTag == "COMMIT" else { throw DomainError.unexpected }
  }

  /// One round trip.
  func run(_ statements: [Statement]) async throws(PostgresError) -> [QueryResult] {
    try await connection.run(statements)
  }
}

extension OfficeStore {
  /// Reads in one transaction and one round trip.
  func read<Result>(
    _ caller: Caller, _ office: Office, _ statements: @escaping (Session) -> [Statement],
    _ decode: @escaping (Session, ArraySlice<QueryResult>) throws -> Result
  ) async throws(DomainError) -> Result {
    try await onConnection { connection in
      let session = Session(connection: connection, actor: caller.actor, office: office, now: clock.now())
      let results = try await session.run(
        [Statement("BEGIN READ ONLY"), session.enter] + statements(session) + [Statement("COMMIT")])
      return try decode(session, results.dropFirst(2).dropLast())
    }
  }
}
