import CLibPQ

/// Owns a connection of libpq and its watched socket, and closes both.
///
/// Unchecked because of the pointer. It is safe: a handle is made on a connecting thread, passed once to the task that
/// asked for it, and from then on used by its `Connection` alone, which is not `Sendable`.
final class ConnectionHandle: @unchecked Sendable {
  /// The `PGconn`.
  let pointer: OpaquePointer
  private var token: Readiness.Token?

  /// Takes over `pointer`.
  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit {
    close()
    PQfinish(pointer)
  }

  /// Begins to watch the socket of an established connection.
  func watch() -> Readiness.Token? {
    token = Readiness.shared?.add(PQsocket(pointer))
    return token
  }

  /// Ends watching, as must be done before libpq closes the socket and the system gives its number away.
  private func close() {
    if let token { Readiness.shared?.remove(token) }
    token = nil
  }
}
