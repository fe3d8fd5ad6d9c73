import Foundation
import LocalPostgres
import Logging
import OfficeStore
import Postgres
import Scheduling

/// A place where Madoguchi runs: its database, whoever keeps it, and its clock.
struct Deployment: Sendable {
  private static let database = "madoguchi"

  let clock: ServiceClock
  let logger: Logger
  /// The private server, when there is one.
  let local: LocalPostgres?
  /// Where the clock's offset is kept; nil in real time.
  let clockFile: ClockFile?
  /// What seals secrets at rest; nil where none was given.
  let keys: KeyRing?
  private let appURL: String?
  private let ownerURL: String?
  private let maintenanceURL: String?
  private let relayURL: String?

  /// Joins or starts the private server, or takes the addresses as they are. With a private server the schema is brought
  /// up to date at once.
  static func open(_ address: DatabaseAddress, logger: Logger) async throws -> Deployment {
    guard let directory = address.directory else {
      return Deployment(
        clock: ServiceClock(), logger: logger, local: nil, clockFile: nil, keys: try KeyFile.ring(),
        appURL: address.app, ownerURL: address.owner ?? address.app, maintenanceURL: address.maintenance,
        relayURL: address.relay)
    }
    let local = try await LocalPostgres.start(in: directory, logger: logger)
    do {
      let clockFile = ClockFile(directory: local.directory)
      let clock = try address.clock.map(ServiceClock.init(startingAt:)) ?? ServiceClock(offset: clockFile.offset())
      if address.clock != nil { try clockFile.keep(clock.offset) }
      let deployment = Deployment(
        clock: clock, logger: logger, local: local, clockFile: clockFile,
        keys: try KeyFile.ring() ?? KeyFile.findOrMake(in: local.directory),
        appURL: local.url(user: "madoguchi_app", database: database),
        ownerURL: local.url(user: "madoguchi_owner", database: database),
        maintenanceURL: local.url(user: "madoguchi_maintenance", database: database),
        relayURL: local.url(user: "madoguchi_relay", database: database))
      try await Cluster.prepare(database: database) { database in
        try ConnectionConfiguration(url: local.url(user: "postgres", database: database))
      }
      _ = try await deployment.asOwner { try await Migrator(owner: $0, clock: clock).run() }
      return deployment
    } catch {
      await local.stop()
      throw error
    }
  }

  /// Leaves the private server, which stops with its last user.
  func close() async { await local?.stop() }

  /// A pool as the service's role.
  func appPool(_ adjust: (inout PoolConfiguration) -> Void = { _ in }) throws -> Pool {
    guard let appURL else {
      throw Sentence("set --database-url (or MADOGUCHI_DATABASE_URL), the address as madoguchi_app")
    }
    var configuration = PoolConfiguration(connection: try Self.configuration(appURL, option: "--database-url"))
    adjust(&configuration)
    return Pool(configuration, logger: logger)
  }

  /// Whether there is an address as `madoguchi_maintenance`.
  var hasMaintenance: Bool { maintenanceURL != nil }

  /// A small pool as `madoguchi_maintenance`; nil where no address was given.
  func maintenancePool(_ adjust: (inout PoolConfiguration) -> Void = { _ in }) throws -> Pool? {
    guard let maintenanceURL else { return nil }
    var configuration = PoolConfiguration(
      connection: try Self.configuration(maintenanceURL, option: "--maintenance-url"), maximumConnections: 2)
    adjust(&configuration)
    return Pool(configuration, logger: logger)
  }

  /// Whether there is an address of the role that delivers messages.
  var hasRelay: Bool { relayURL != nil }

  /// A pool as the role that delivers messages.
  func relayPool(_ adjust: (inout PoolConfiguration) -> Void = { _ in }) throws -> Pool {
    guard let relayURL else {
      throw Sentence("set --relay-url (or MADOGUCHI_RELAY_URL), the address as madoguchi_relay")
    }
    var configuration = PoolConfiguration(connection: try Self.configuration(relayURL, option: "--relay-url"))
    adjust(&configuration)
    return Pool(configuration, logger: logger)
  }

  /// Runs `body` with a small pool as the schema's owner.
  func asOwner<Result: Sendable>(_ body: (Pool) async throws -> Result) async throws -> Result {
    try await with(ownerURL, as: "madoguchi_owner", option: "--owner-url", body)
  }

  /// The same as the role of retention.
  func asMaintenance<Result: Sendable>(_ body: (Pool) async throws -> Result) async throws -> Result {
    try await with(maintenanceURL, as: "madoguchi_maintenance", option: "--maintenance-url", body)
  }

  private func with<Result: Sendable>(
    _ url: String?, as role: String, option: String, _ body: (Pool) async throws -> Result
  ) async throws -> Result {
    guard let url else {
      let variable = "MADOGUCHI_" + option.dropFirst(2).uppercased().replacing("-", with: "_")
      throw Sentence("set \(option) (or \(variable)), the address as \(role)")
    }
    var configuration = PoolConfiguration(
      connection: try Self.configuration(url, option: option), maximumConnections: 2)
    configuration.statementTimeout = nil
    let pool = Pool(configuration, logger: logger)
    do {
      let result = try await body(pool)
      await pool.shutdown()
      return result
    } catch {
      await pool.shutdown()
      if let error = error as? PostgresError, error.isConnectionFailure {
        throw Sentence.unusable(error, option: option)
      }
      throw error
    }
  }

  private static func configuration(_ url: String, option: String) throws -> ConnectionConfiguration {
    do {
      return try ConnectionConfiguration(url: url)
    } catch {
      throw Sentence.unusable(error, option: option)
    }
  }
}

extension Deployment {
  /// Opens, runs and closes, for a command that does one thing.
  static func with<Result>(
    _ options: DatabaseOptions, _ body: (Deployment) async throws -> Result
  ) async throws -> Result {
    let deployment = try await open(options.address(), logger: Log.logger(level: .warning))
    do {
      let result = try await body(deployment)
      await deployment.close()
      return result
    } catch {
      await deployment.close()
      throw error
    }
  }
}
