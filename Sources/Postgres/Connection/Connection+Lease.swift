import CLibPQ
import Glibc

extension Connection {
  /// Whether a connection that rested still lives, without a round trip: the server has nothing to say to a client
  /// that asked nothing, so that anything to read is its farewell, or a surprise.
  var isFresh: Bool {
    guard !isBroken else { return false }
    var event = pollfd(fd: PQsocket(handle.pointer), events: Int16(POLLIN), revents: 0)
    return poll(&event, 1, 0) == 0
  }

  /// Makes the connection fit for its next user: rolls back what was left open. False if it is to be closed, as it is
  /// on any doubt. Works in a cancelled task.
  func settle() async -> Bool {
    guard !isBroken, !isStale, canceller.reason != .shutdown else { return false }
    let closing: Statement
    switch transactionStatus {
    case .idle:
      guard hasCancelled else { return true }
      // A cancel that returned has been delivered; should it still hit anything, it hits this.
      closing = Statement("SELECT")
    case .inTransaction, .failed:
      closing = Statement("ROLLBACK")
    case .active, .unknown:
      return false
    }
    let result = await guarded { () async throws(PostgresError) in try await self.pipeline([closing]) }
    guard case .success = result else { return false }
    hasCancelled = false
    return !isBroken && transactionStatus == .idle
  }
}
