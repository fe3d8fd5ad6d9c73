import Postgres
import Scheduling

/// How a command behaves towards others that want the same: it tries, looks again, and gives up after a while.
///
/// The exclusion constraints decide. Each attempt runs under a savepoint in one round trip, and going back to it releases
/// the attempt's locks. Measured against a bare INSERT this spares the racers a deadlock a second (docs/decisions.md).
enum Contention {
  /// How long a command keeps trying while nobody is seen to have what it wants.
  private static let patience = Duration.milliseconds(150)

  /// Repeats `look`, which is told whether it is the first time, until it has a result or throws why it can't have one.
  ///
  /// - Throws: `busy` when others kept claiming for 150 ms.
  static func untilDecided<Result>(_ look: (_ isFirst: Bool) async throws -> Result?) async throws -> Result {
    let start = ContinuousClock.now
    var isFirst = true
    while true {
      if let result = try await look(isFirst) { return result }
      isFirst = false
      guard ContinuousClock.now - start < patience else { throw DomainError.busy(retryAfterMilliseconds: 1000) }
      try await Task.sleep(for: .milliseconds(Int64.random(in: 2...10)))
    }
  }
}

extension Session {
  /// Runs `statements` under a savepoint, in one round trip when they succeed and one more to go back when they don't.
  ///
  /// - Parameter isDone: whether the results, in the order of `statements`, are what was wanted.
  /// - Returns: the results; nil, and nothing is done, when they are not, or somebody else is claiming the same.
  func attempt(
    _ statements: [Statement], isDone: (ArraySlice<QueryResult>) -> Bool
  ) async throws -> ArraySlice<QueryResult>? {
    do {
      let results = try await run([Statement("SAVEPOINT claim")] + statements).dropFirst()
      if isDone(results) { return results }
    } catch  where [.lockNotAvailable, .deadlockDetected, .exclusionViolation].contains(error.sqlState) {
      // somebody else is claiming one of these: look again
    }
    _ = try await run([Statement("ROLLBACK TO SAVEPOINT claim"), Statement("RELEASE SAVEPOINT claim")])
    return nil
  }
}
