import CLibPQ

/// One connection to the server, used by one task at a time.
///
/// Not `Sendable`: whoever holds it, holds it alone, and gives it back to its pool by returning. No call blocks a
/// thread; while the server works, the task is suspended.
public final class Connection {
  let handle: ConnectionHandle
  let token: Readiness.Token
  let readiness: Readiness
  let canceller: Canceller
  let session: SessionConfiguration
  var cache: StatementCache
  /// Whether it can be used no more: it is lost, or nobody knows what it is in the middle of.
  var isBroken = false
  /// Whether it is to be closed at the end of its lease: the server's prepared statements are not what was thought, or it
  /// leads to a server that takes no writes.
  var isStale = false
  /// Whether a statement was cancelled since the connection was last settled.
  var hasCancelled = false

  private init(
    _ handle: ConnectionHandle, _ token: Readiness.Token, _ readiness: Readiness, _ canceller: Canceller,
    _ session: SessionConfiguration
  ) {
    self.handle = handle
    self.token = token
    self.readiness = readiness
    self.canceller = canceller
    self.session = session
    cache = StatementCache(capacity: session.preparedStatements ? 512 : 0)
  }

  /// Makes a connection outside of any pool. It closes when nobody holds it any more. Throws `connectionFailed`, with
  /// the server's state if it answered.
  public static func open(
    _ configuration: ConnectionConfiguration, session: SessionConfiguration = SessionConfiguration()
  ) async throws(PostgresError) -> Connection {
    let handle = try await Connecting.connect(configuration, session)
    guard let readiness = Readiness.shared, let token = handle.watch(),
      let canceller = Canceller(handle.pointer, token: token)
    else { throw PostgresError(.connectionFailed) }
    return Connection(handle, token, readiness, canceller, session)
  }

  /// Where the connection stands with regard to transactions, as of the last answer.
  public var transactionStatus: TransactionStatus {
    switch PQtransactionStatus(handle.pointer) {
    case PQTRANS_IDLE: .idle
    case PQTRANS_ACTIVE: .active
    case PQTRANS_INTRANS: .inTransaction
    case PQTRANS_INERROR: .failed
    default: .unknown
    }
  }

  /// Lets the pool close it at the end of its lease, as when it leads where nothing can be written any more.
  public func retire() { isStale = true }

  /// A parameter that the server reports, such as `server_version` or `TimeZone`; `nil` for any other.
  public func parameter(_ name: String) -> String? {
    PQparameterStatus(handle.pointer, name).map { String(cString: $0) }
  }
}

/// Where a connection stands with regard to transactions.
public enum TransactionStatus: Sendable, Hashable {
  /// Outside of any.
  case idle
  /// A statement is under way.
  case active
  /// In one, and all is well.
  case inTransaction
  /// In one that can only be rolled back.
  case failed
  /// The connection is lost.
  case unknown
}
