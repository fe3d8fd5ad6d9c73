import CLibPQ

extension Connection {
  /// Runs statements in one round trip and returns their results in order.
  ///
  /// All travel together, and after the first that fails the server runs none of the rest; without a BEGIN among them
  /// they are one transaction. Throws that failure with its `statementIndex`. If the task is cancelled, the server is
  /// asked to stop: `cancelled`, or the results if it was faster.
  public func run(_ statements: [Statement]) async throws(PostgresError) -> [QueryResult] {
    guard !statements.isEmpty else { return [] }
    guard statements.allSatisfy(\.isSendable) else { throw PostgresError(.unsupported) }
    let wasIdle = transactionStatus == .idle
    do throws(PostgresError) {
      return try await cancellable { () async throws(PostgresError) in try await self.pipeline(statements) }
    } catch {
      // Alone and outside of a transaction it took no effect: it can be sent again, prepared anew.
      guard isStale, error.isStalePlan, statements.count == 1, wasIdle, transactionStatus == .idle else { throw error }
      return try await cancellable { () async throws(PostgresError) in try await self.pipeline(statements) }
    }
  }

  /// Runs one statement in one round trip.
  public func run(_ statement: Statement) async throws(PostgresError) -> QueryResult {
    guard let result = try await run([statement]).first else { throw PostgresError(.unsupported) }
    return result
  }

  /// Runs a text of several statements, for migrations and set-up only. Without a BEGIN in it, it is one transaction.
  /// This side sets no time limit. A failure carries the server's message in `unredactedMessage` and counts the
  /// statements before it in `statementIndex`.
  public func execute(script: String) async throws(PostgresError) {
    // libpq would stop at a zero byte and leave the rest unsaid.
    guard !script.utf8.contains(0) else { throw PostgresError(.unsupported) }
    try await cancellable { () async throws(PostgresError) in try await self.simpleQuery(script) }
  }

  /// Does `body` while a cancelled task, by way of the canceller, stops it on the server.
  func cancellable<R>(_ body: () async throws(PostgresError) -> R) async throws(PostgresError) -> R {
    if isBroken { throw PostgresError(.connectionLost) }
    if Task.isCancelled { throw PostgresError(.cancelled) }
    let canceller = canceller
    let result = await withTaskCancellationHandler {
      await guarded(body)
    } onCancel: {
      canceller.request(.taskCancelled)
    }
    return try result.get()
  }

  /// Does `body` between the beginning and the end of what the canceller may stop.
  func guarded<R>(_ body: () async throws(PostgresError) -> R) async -> Result<R, PostgresError> {
    canceller.begin()
    if canceller.reason == .shutdown {
      isBroken = true
      return .failure(PostgresError(.poolShutdown))
    }
    let result: Result<R, PostgresError>
    do throws(PostgresError) {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    if canceller.reason != nil { hasCancelled = true }
    if await !canceller.end(patience: session.margin) { isBroken = true }
    return result.mapError { explained($0) }
  }

  /// An error as its cause has it: a statement that we stopped was not refused by the server.
  private func explained(_ error: PostgresError) -> PostgresError {
    guard error.sqlState == .queryCanceled || error.code == .connectionLost else { return error }
    var error = error
    switch canceller.reason {
    case .taskCancelled: error.code = .cancelled
    case .timedOut: error.code = .timedOut
    case .shutdown: error.code = .poolShutdown
    case nil: if error.sqlState == .queryCanceled { error.code = .timedOut }
    }
    return error
  }
}

extension PostgresError {
  /// Whether the server's prepared statement is gone (26000), or its plan no longer answers with the same columns.
  var isStalePlan: Bool {
    switch sqlState {
    case .invalidStatementName?: true
    case .featureNotSupported?: routine == "RevalidateCachedQuery"
    default: false
    }
  }
}
