/// How a pool behaves.
public struct PoolConfiguration: Sendable {
  /// Where the database is.
  public var connection: ConnectionConfiguration
  /// How each connection behaves.
  public var session = SessionConfiguration()
  /// The most connections at a time, at least 1.
  public var maximumConnections: Int
  /// The connections that `run()` keeps open without work, at most `maximumConnections`. 0.
  public var minimumConnections = 0
  /// How long a caller waits for a connection before `poolTimeout`. 5 s.
  public var waitTimeout: Duration = .seconds(5)
  /// How long a connection above the minimum may rest before `run()` closes it. 5 min.
  public var idleTimeout: Duration = .seconds(300)
  /// How long `shutdown()` waits for leases to end by themselves. 10 s.
  public var shutdownGrace: Duration = .seconds(10)
  /// When to try again after a connection attempt failed.
  public var backoff = Backoff()

  /// A pool of at most `maximumConnections`.
  public init(connection: ConnectionConfiguration, maximumConnections: Int = 16) {
    self.connection = connection
    self.maximumConnections = maximumConnections
  }

  /// See `SessionConfiguration.connectTimeout`.
  public var connectTimeout: Duration {
    get { session.connectTimeout }
    set { session.connectTimeout = newValue }
  }

  /// See `SessionConfiguration.statementTimeout`.
  public var statementTimeout: Duration? {
    get { session.statementTimeout }
    set { session.statementTimeout = newValue }
  }

  /// See `SessionConfiguration.preparedStatements`.
  public var preparedStatements: Bool {
    get { session.preparedStatements }
    set { session.preparedStatements = newValue }
  }
}

/// Exponential waiting with jitter.
public struct Backoff: Sendable, Hashable {
  /// The wait after the first failure. 50 ms.
  public var base: Duration = .milliseconds(50)
  /// The longest wait. 500 ms, so that the service is back within a second of the database.
  public var maximum: Duration = .milliseconds(500)
  /// The part of a wait that chance may take away, 0 … 1: many processes must not return in step. 0.5.
  public var jitter = 0.5

  /// The defaults.
  public init() {}

  /// The wait after `failures` failures in a row, with `chance` from 0 up to 1.
  func wait(failures: Int, chance: Double) -> Duration {
    // Beyond 2²⁰ every sensible base has passed every sensible maximum.
    let full = min(maximum, base * (1 << min(max(failures - 1, 0), 20)))
    return full * (1 - jitter * chance)
  }
}
