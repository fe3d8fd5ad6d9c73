public import Logging
import NIOConcurrencyHelpers

/// Connections to one database, each leased to one caller at a time, in the order in which callers came.
///
/// The rules are `PoolState`'s; this does what it says. While the database is away, callers fail with
/// `connectionFailed` as soon as an attempt does; when it is back, the next attempt finds it.
public final class Pool: Sendable {
  typealias Grant = Result<PoolState.ConnectionID, PostgresError>

  struct Content {
    var state: PoolState
    var connections: [PoolState.ConnectionID: Lease] = [:]
    var waiters: [PoolState.WaiterID: CheckedContinuation<Grant, Never>] = [:]
    var lastNumber = 0
    var lastFailure = PostgresError(.connectionFailed)
    /// When the earliest alarm set will ring.
    var alarm: ContinuousClock.Instant?
    var drained: [CheckedContinuation<Void, Never>] = []
  }

  /// A connection in the hands of one caller, or of the pool.
  ///
  /// Unchecked because a `Connection` is not `Sendable`. It is safe: `PoolState` grants a connection to one waiter at
  /// a time, and to another only after `giveBack`, which the first calls last (`PoolStateTests` proves it by random
  /// sequences); the pool itself touches only the canceller, which is `Sendable`.
  struct Lease: @unchecked Sendable {
    let id: PoolState.ConnectionID
    let connection: Connection
  }

  let configuration: PoolConfiguration
  let logger: Logger
  let content: NIOLockedValueBox<Content>

  /// A pool without connections yet: they are made when callers need them.
  public init(_ configuration: PoolConfiguration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    let maximum = max(1, configuration.maximumConnections)
    let limits = PoolState.Limits(
      maximum: maximum, minimum: min(configuration.minimumConnections, maximum),
      idleTimeout: configuration.idleTimeout, backoff: configuration.backoff)
    content = NIOLockedValueBox(Content(state: PoolState(limits)))
  }

  /// Lends a connection to `body`, alone, for as long as it runs. What `body` leaves open is rolled back.
  ///
  /// Throws what `body` throws, or as a `PostgresError`: `poolTimeout` if none was free in time, `connectionFailed` if
  /// none can be made, `poolShutdown`, or `cancelled`. The connection must not outlive `body`.
  public func withConnection<R>(_ body: (Connection) async throws -> R) async throws -> R {
    let lease = try await lease()
    do {
      let result = try await body(lease.connection)
      await end(lease)
      return result
    } catch {
      await end(lease)
      throw error
    }
  }

  /// What the pool holds now and has done so far.
  public var statistics: PoolStatistics { content.withLockedValue { $0.state.statistics } }

  /// Closes connections that rest too long and keeps the minimum open, until cancelled or shut down. Without it the
  /// pool works and does neither.
  public func run() async {
    while !Task.isCancelled, content.withLockedValue({ !$0.state.isShutDown }) {
      transition { $0.upkeep(now: $1) }
      let pause = min(.seconds(1), configuration.idleTimeout / 2)
      try? await Task.sleep(for: max(pause, .milliseconds(10)))
    }
  }
}
