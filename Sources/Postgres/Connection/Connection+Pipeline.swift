import CLibPQ

extension Connection {
  /// What was sent for one statement.
  private struct Sent {
    let sql: StaticString
    let plan: StatementCache.Plan
  }

  /// Sends all statements and one Sync, then takes the results up to that Sync.
  func pipeline(_ statements: [Statement]) async throws(PostgresError) -> [QueryResult] {
    var sent: [Sent] = []
    sent.reserveCapacity(statements.count)
    for statement in statements { sent.append(try send(statement)) }
    guard PQpipelineSync(handle.pointer) == 1 else { throw lost() }
    session.roundTripObserver?(statements.map(\.sql))

    var patience = Patience(session, now: .now)
    var results: [QueryResult] = []
    results.reserveCapacity(sent.count)
    var failure: PostgresError?
    for (index, sent) in sent.enumerated() {
      if case .prepare(let name) = sent.plan {
        let outcome = try await command(&patience)
        if case .success = outcome {} else { cache.remove(sent.sql, name: name) }
        note(outcome, index, &failure)
      }
      let outcome = try await command(&patience)
      note(outcome, index, &failure)
      if case .success(let result) = outcome { results.append(result) }
    }
    guard let sync = try await receive(&patience) else { throw lost() }
    defer { PQclear(sync) }
    guard PQresultStatus(sync) == PGRES_PIPELINE_SYNC else { throw lost() }
    if let failure {
      if failure.isStalePlan { forgetStatements() }
      // after a failover the address leads elsewhere, but this connection never will
      if failure.sqlState == .readOnlyTransaction { retire() }
      throw failure
    }
    return results
  }

  /// Queues one statement; libpq sends what it can.
  private func send(_ statement: Statement) throws(PostgresError) -> Sent {
    let plan = cache.plan(statement.sql, statement.parameterTypes)
    let text = UnsafeRawPointer(statement.sql.utf8Start).assumingMemoryBound(to: CChar.self)
    let pointer = handle.pointer
    let isQueued = EncodedParameters(statement).withArrays { arrays in
      switch plan {
      case .named(let name):
        PQsendQueryPrepared(pointer, name, arrays.count, arrays.values, arrays.lengths, arrays.formats, 1) == 1
      case .prepare(let name):
        PQsendPrepare(pointer, name, text, arrays.count, arrays.types) == 1
          && PQsendQueryPrepared(pointer, name, arrays.count, arrays.values, arrays.lengths, arrays.formats, 1) == 1
      case .unnamed:
        PQsendQueryParams(
          pointer, text, arrays.count, arrays.types, arrays.values, arrays.lengths, arrays.formats, 1) == 1
      }
    }
    guard isQueued else { throw lost() }
    return Sent(sql: statement.sql, plan: plan)
  }

  /// What became of one command.
  private enum Outcome {
    case success(QueryResult)
    case failure(PostgresError)
    /// A command before it failed.
    case skipped
  }

  private func note(_ outcome: Outcome, _ index: Int, _ failure: inout PostgresError?) {
    guard case .failure(var error) = outcome, failure == nil else { return }
    error.statementIndex = index
    failure = error
  }

  /// The result of the next command and the NULL that ends it.
  private func command(_ patience: inout Patience) async throws(PostgresError) -> Outcome {
    guard let result = try await receive(&patience) else { throw lost() }
    let outcome: Outcome
    switch PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
      outcome = .success(QueryResult(ResultStorage(result)))
    case PGRES_PIPELINE_ABORTED:
      PQclear(result)
      outcome = .skipped
    case PGRES_FATAL_ERROR:
      let error = PostgresError(result: result)
      PQclear(result)
      guard error.code == .server else { throw lost(error) }
      outcome = .failure(error)
    default:
      PQclear(result)
      isBroken = true
      throw PostgresError(.unsupported)
    }
    guard let surplus = try await receive(&patience) else { return outcome }
    PQclear(surplus)
    throw lost()
  }

  private func forgetStatements() {
    cache.removeAll()
    isStale = true
  }
}
