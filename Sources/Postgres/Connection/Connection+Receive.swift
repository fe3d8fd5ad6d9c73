import CLibPQ

extension Connection {
  /// The next result of libpq, for the caller to clear; `nil` where libpq says NULL.
  func receive(_ patience: inout Patience) async throws(PostgresError) -> OpaquePointer? {
    while PQisBusy(handle.pointer) == 1 { try await awaitServer(&patience) }
    patience.progress(now: .now)
    return PQgetResult(handle.pointer)
  }

  /// Sends what is left to send and waits until the socket, the deadline or the canceller has something to say.
  private func awaitServer(_ patience: inout Patience) async throws(PostgresError) {
    let unsent = PQflush(handle.pointer)
    guard unsent >= 0 else { throw lost() }
    let outcome = await readiness.wait(token, writable: unsent == 1, until: patience.deadline)
    switch outcome {
    case .ready:
      // What came before the connection broke is kept: it may say why.
      guard PQconsumeInput(handle.pointer) == 1 || PQisBusy(handle.pointer) == 0 else { throw lost() }
    case .nudged:
      break
    case .deadlinePassed:
      switch patience.next(now: .now) {
      case .cancel: canceller.request(.timedOut)
      case .giveUp: throw lost()
      }
    }
    if canceller.reason != nil { patience.cancelRequested(now: .now) }
    if canceller.hasFailed { throw lost() }
  }

  /// Marks the connection as broken.
  func lost(_ error: PostgresError? = nil) -> PostgresError {
    isBroken = true
    return error ?? PostgresError(.connectionLost, connection: handle.pointer)
  }

  /// Runs a text of several statements in one simple query, outside of pipeline mode.
  func simpleQuery(_ script: String) async throws(PostgresError) {
    guard PQexitPipelineMode(handle.pointer) == 1, PQsendQuery(handle.pointer, script) == 1 else { throw lost() }
    var patience = Patience()
    var completed = 0
    var failure: PostgresError?
    while let result = try await receive(&patience) {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
        completed += 1
      case PGRES_FATAL_ERROR:
        var error = PostgresError(result: result)
        error.statementIndex = completed
        guard error.code == .server else { throw lost(error) }
        failure = failure ?? error
      default:
        isBroken = true
        throw PostgresError(.unsupported)
      }
    }
    guard PQenterPipelineMode(handle.pointer) == 1 else { throw lost() }
    if let failure { throw failure }
  }
}
