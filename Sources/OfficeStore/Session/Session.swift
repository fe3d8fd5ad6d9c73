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
  /// The role that acts, for the audit; the clock has none of the contract's.
  var role = "clock"
  /// On what occasion, for the audit.
  var occasion = Occasion.commandLine
  /// What the audit's digests are made with; nil where a deployment has no keys.
  var keys: KeyRing?

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

extension Session {
  /// What a caller does in an office.
  init(_ connection: Connection, by caller: Caller, in office: Office, at now: Instant, keys: KeyRing?) {
    self.init(
      connection: connection, actor: caller.actor, office: office, now: now, role: caller.role.rawValue,
      occasion: caller.occasion, keys: keys)
  }
}

extension OfficeStore {
  /// Reads in one transaction: in one round trip, or in two where only what was read tells whether somebody was shown it.
  /// Without its entry in the audit there is no answer.
  func read<Result>(
    _ caller: Caller, _ office: Office, auditing: Auditing<Result>, _ statements: @escaping (Session) -> [Statement],
    _ decode: @escaping (Session, ArraySlice<QueryResult>) throws -> Result
  ) async throws(DomainError) -> Result {
    try await onConnection { connection in
      let session = Session(connection, by: caller, in: office, at: clock.now(), keys: keys)
      let statements = statements(session)
      func run(_ opening: StaticString, after before: [Statement] = [], _ closing: [Statement]) async throws -> Result {
        let opening = [Statement(opening), session.enter] + before
        let results = try await session.run(opening + statements + closing)
        return try decode(session, results.dropFirst(opening.count).prefix(statements.count))
      }
      switch auditing {
      case .nobody:
        return try await run("BEGIN READ ONLY", [Statement("COMMIT")])
      case .booking(let id):
        return try await run(
          "BEGIN", [Session.commitsWithoutWaiting, session.entry(ofReading: id), Statement("COMMIT")])
      case .listed(let entry):
        // one snapshot for both, so that the entry names whom the list shows
        return try await run(
          "BEGIN ISOLATION LEVEL REPEATABLE READ", after: [Session.commitsWithoutWaiting, entry(session)],
          [Statement("COMMIT")])
      case .audit(let booking):
        return try await run(
          "BEGIN", [Session.commitsWithoutWaiting, session.entry(ofAuditing: booking), Statement("COMMIT")])
      case .found(let subjects):
        let result = try await run("BEGIN", [Session.commitsWithoutWaiting])
        try await session.commit(after: subjects(result).map { [session.entry(.read, about: $0)] } ?? [])
        return result
      }
    }
  }
}
