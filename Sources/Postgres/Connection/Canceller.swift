import CLibPQ
import NIOConcurrencyHelpers

/// Asks the server, from outside of a connection, to stop the statement that the connection runs.
///
/// Unchecked because of the pointer to the `PGcancel`. It is safe: libpq only reads it ("the PGcancel object is
/// read-only as far as PQcancel is concerned, so it can also be invoked from a thread that is separate from the one
/// manipulating the PGconn object"), and `deinit` frees it when no request holds the canceller any more.
final class Canceller: @unchecked Sendable {
  /// Why the statement is to stop.
  enum Reason: Sendable {
    case taskCancelled, timedOut, shutdown
  }

  private struct State {
    var isRunning = false
    var reason: Reason?
    var requestsUnderway = 0
    var hasFailed = false
    var settled: CheckedContinuation<Void, Never>?
  }

  private let pointer: OpaquePointer
  private let token: Readiness.Token
  private let state = NIOLockedValueBox(State())

  /// A canceller of an established connection; `nil` if libpq has no memory for it.
  init?(_ connection: OpaquePointer, token: Readiness.Token) {
    guard let pointer = PQgetCancel(connection) else { return nil }
    self.pointer = pointer
    self.token = token
  }

  deinit {
    PQfreeCancel(pointer)
  }

  /// Why the statement is to stop, if it is.
  var reason: Reason? { state.withLockedValue { $0.reason } }

  /// Whether a request could not even be delivered.
  var hasFailed: Bool { state.withLockedValue { $0.hasFailed } }

  /// From here on a request concerns the statement about to be sent.
  func begin() {
    state.withLockedValue { state in
      state.isRunning = true
      state.hasFailed = false
      if state.reason != .shutdown { state.reason = nil }
    }
  }

  /// Sends a request to the server, unless no statement runs. Returns at once; the waiting connection is nudged.
  func request(_ reason: Reason) {
    let isWanted = state.withLockedValue { state in
      if state.reason == nil || reason == .shutdown { state.reason = reason }
      guard state.isRunning else { return false }
      state.requestsUnderway += 1
      return true
    }
    guard isWanted else { return }
    let isAccepted = BlockingThreads.cancelling.submit { [self] in
      var message = [CChar](repeating: 0, count: 256)
      finish(hasFailed: PQcancel(pointer, &message, Int32(message.count)) == 0)
    }
    if !isAccepted { finish(hasFailed: true) }
  }

  /// From here on no request is sent. Returns whether all that were sent have returned, which it awaits for at most
  /// `patience`: only then can none of them hit a later statement.
  func end(patience: Duration) async -> Bool {
    let isSettled = state.withLockedValue { state in
      state.isRunning = false
      return state.requestsUnderway == 0
    }
    if isSettled { return true }
    // Detached: the task that waits here is cancelled as a rule, and could not sleep.
    let alarm = Task.detached { [self] in
      guard (try? await Task.sleep(for: patience)) != nil else { return }
      settle()
    }
    await withCheckedContinuation { continuation in
      let isSettled = state.withLockedValue { state in
        if state.requestsUnderway > 0 { state.settled = continuation }
        return state.requestsUnderway == 0
      }
      if isSettled { continuation.resume() }
    }
    alarm.cancel()
    return state.withLockedValue { $0.requestsUnderway == 0 }
  }

  private func finish(hasFailed: Bool) {
    let isSettled = state.withLockedValue { state in
      state.requestsUnderway -= 1
      state.hasFailed = state.hasFailed || hasFailed
      return state.requestsUnderway == 0
    }
    Readiness.shared?.nudge(token)
    if isSettled { settle() }
  }

  private func settle() {
    let waiter = state.withLockedValue { state in
      defer { state.settled = nil }
      return state.settled
    }
    waiter?.resume()
  }
}
