import Logging
import NIOConcurrencyHelpers
import Postgres
import Scheduling

/// Everything the service keeps, one office at a time.
///
/// Every command is one transaction in at most three round trips and judges time by `clock` alone. All calls throw
/// `DomainError`; what the database refuses becomes one through `StoreFailure`.
public struct OfficeStore: Sendable {
  /// The only source of "now", for the rules and, through `enter()`, for the SQL.
  public let clock: ServiceClock
  /// What seals secrets at rest; nil where a deployment has no keys, and then it takes no secret either.
  public let keys: KeyRing?
  let pool: Pool
  let logger: Logger
  let callers: Recent<[UInt8], Caller>
  let offices: Recent<OfficeCode, Office>

  /// - Parameter pool: connections as `madoguchi_app`, the role that row-level security binds to one office.
  public init(pool: Pool, clock: ServiceClock, logger: Logger, keys: KeyRing? = nil) {
    self.pool = pool
    self.keys = keys
    self.logger = logger
    self.clock = clock
    callers = Recent(keeping: .seconds(5), atMost: 10_000)
    offices = Recent(keeping: .seconds(5), atMost: 10_000)
  }

  /// Connections open, idle, leased and waited for.
  public typealias PoolStatistics = Postgres.PoolStatistics

  /// How the connection pool is doing, for metrics.
  public var poolStatistics: PoolStatistics { pool.statistics }

  /// Succeeds when the database answers, takes writes and carries exactly the schema this binary was built with.
  public func checkReadiness() async throws(DomainError) {
    guard try await onConnection({ try await Migrator.isReady($0) }) else {
      logger.error("not ready: the schema is not this version's, or the database takes no writes")
      throw .databaseUnavailable
    }
  }

  func onConnection<Result>(_ body: (Connection) async throws -> Result) async throws(DomainError) -> Result {
    try await onConnection(of: pool, body)
  }

  /// The same as another role.
  func onConnection<Result>(
    of pool: Pool, _ body: (Connection) async throws -> Result
  ) async throws(DomainError) -> Result {
    do {
      return try await pool.withConnection(body)
    } catch {
      let refusal = StoreFailure.domainError(for: error)
      if [.unexpected, .databaseUnavailable, .keysMissing].contains(refusal) {
        // names and codes only: a PostgresError describes itself without data, a KeyRingError without secrets
        logger.error("database", metadata: ["problem": "\(refusal.code)", "error": "\(error)"])
      }
      throw refusal
    }
  }
}

extension OfficeStore {
  /// Whether row-level security binds the role of the pool: neither a superuser nor one with BYPASSRLS.
  public func isBoundByRowSecurity() async throws(DomainError) -> Bool {
    let exempt = try await onConnection { connection in
      try await connection.run(
        Statement("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
      ).first?.decode(0, as: Bool.self)
    }
    return exempt == false
  }
}
