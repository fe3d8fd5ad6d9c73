import OfficeStore
import Postgres
import Scheduling

/// Who connects, and for how long.
extension Deployment {
  /// Whether there is an address of the service's role.
  var hasApp: Bool { appURL != nil }

  /// A pool as the service's role.
  func appPool(_ adjust: (inout PoolConfiguration) -> Void = { _ in }) throws -> Pool {
    guard let appURL else {
      throw Sentence("set --database-url (or MADOGUCHI_DATABASE_URL), the address as madoguchi_app")
    }
    return try pool(appURL, option: "--database-url", adjust)
  }

  /// Whether there is an address as `madoguchi_maintenance`.
  var hasMaintenance: Bool { maintenanceURL != nil }

  /// What seals the audit takes so many connections at most.
  static let maintenanceConnections = 2

  /// A small pool as `madoguchi_maintenance`; nil where no address was given.
  func maintenancePool(_ adjust: (inout PoolConfiguration) -> Void = { _ in }) throws -> Pool? {
    guard let maintenanceURL else { return nil }
    return try pool(maintenanceURL, option: "--maintenance-url") {
      $0.maximumConnections = Self.maintenanceConnections
      adjust(&$0)
    }
  }

  /// Whether there is an address of the role that delivers messages.
  var hasRelay: Bool { relayURL != nil }

  /// A pool as the role that delivers messages.
  func relayPool(_ adjust: (inout PoolConfiguration) -> Void = { _ in }) throws -> Pool {
    guard let relayURL else {
      throw Sentence("set --relay-url (or MADOGUCHI_RELAY_URL), the address as madoguchi_relay")
    }
    return try pool(relayURL, option: "--relay-url", adjust)
  }

  /// Runs `body` with a store of its own, for a command that isn't the service.
  ///
  /// - Parameter anySchema: whether it has to do with a schema that is not this version's.
  func asApp<Result>(
    connections: Int = 1, anySchema: Bool = false, _ body: (OfficeStore) async throws -> Result
  ) async throws -> Result {
    do {
      return try await appPool { $0.maximumConnections = connections }.use { pool in
        if !anySchema { try await refuseOtherSchema(of: pool, option: "--database-url") }
        return try await body(OfficeStore(pool: pool, clock: clock, logger: logger, keys: keys))
      }
    } catch let error as PostgresError where error.isConnectionFailure {
      throw Sentence.unusable(error, option: "--database-url")
    } catch DomainError.databaseUnavailable {
      throw Sentence.unreachable("--database-url")
    }
  }

  /// Whether there is an address of the schema's owner, and not the service's in its place.
  var hasOwner: Bool { ownerURL != nil && ownerURL != appURL }

  /// Runs `body` with a small pool as the schema's owner.
  ///
  /// - Parameter anySchema: whether it has to do with a schema that is not this version's.
  func asOwner<Result: Sendable>(
    anySchema: Bool = false, _ body: (Pool) async throws -> Result
  ) async throws -> Result {
    try await with(ownerURL, as: "madoguchi_owner", option: "--owner-url", anySchema: anySchema, body)
  }

  /// The same as the role of retention.
  func asMaintenance<Result: Sendable>(_ body: (Pool) async throws -> Result) async throws -> Result {
    try await with(maintenanceURL, as: "madoguchi_maintenance", option: "--maintenance-url", body)
  }

  private func with<Result: Sendable>(
    _ url: String?, as role: String, option: String, anySchema: Bool = false, _ body: (Pool) async throws -> Result
  ) async throws -> Result {
    guard let url else {
      let variable = "MADOGUCHI_" + option.dropFirst(2).uppercased().replacing("-", with: "_")
      throw Sentence("set \(option) (or \(variable)), the address as \(role)")
    }
    let pool = try pool(url, option: option) {
      $0.maximumConnections = 2
      $0.statementTimeout = nil
    }
    do {
      return try await pool.use { pool in
        if !anySchema { try await refuseOtherSchema(of: pool, option: option) }
        return try await body(pool)
      }
    } catch let error as PostgresError where error.isConnectionFailure {
      throw Sentence.unusable(error, option: option)
    } catch DomainError.databaseUnavailable {
      throw Sentence.unreachable(option)
    }
  }

  /// Throws a sentence where the schema is not this version's, so that nobody takes it for a database that is away.
  func refuseOtherSchema(of pool: Pool, option: String) async throws {
    switch try await SchemaStanding(of: pool) {
    case .current: return
    case .lacking(let steps):
      throw Sentence(
        "the database of \(option) is not at this version's schema, it lacks \(Self.some(of: steps)): "
          + "run `madoguchi migrate`")
    case .ahead(let steps):
      throw Sentence(
        "the database of \(option) carries \(Self.some(of: steps)), which this version does not know: run a newer one")
    }
  }

  private static func some(of steps: [String]) -> String {
    steps.prefix(3).joined(separator: ", ") + (steps.count > 3 ? " and \(steps.count - 3) more" : "")
  }

  /// The one place where pools are made, so that all of them go through PgBouncer where one does.
  private func pool(
    _ url: String, option: String, _ adjust: (inout PoolConfiguration) -> Void
  ) throws -> Pool {
    var configuration = PoolConfiguration(connection: try Self.configuration(url, option: option))
    configuration.preparedStatements = preparedStatements
    adjust(&configuration)
    return Pool(configuration, logger: logger)
  }

  private static func configuration(_ url: String, option: String) throws -> ConnectionConfiguration {
    do {
      return try ConnectionConfiguration(url: url)
    } catch {
      throw Sentence.unusable(error, option: option)
    }
  }
}
