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
  let appURL: String?
  let ownerURL: String?
  let maintenanceURL: String?
  let relayURL: String?
  /// Whether connections may keep prepared statements and a time limit of their own; PgBouncer in transaction mode takes
  /// neither.
  let preparedStatements: Bool

  /// Joins or starts the private server, or takes the addresses as they are. With a private server the schema is brought
  /// up to date at once.
  static func open(_ address: DatabaseAddress, logger: Logger) async throws -> Deployment {
    guard let directory = address.directory else {
      return Deployment(
        clock: ServiceClock(), logger: logger, local: nil, clockFile: nil, keys: try KeyFile.ring(),
        appURL: address.app, ownerURL: address.owner ?? address.app, maintenanceURL: address.maintenance,
        relayURL: address.relay, preparedStatements: address.preparedStatements)
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
        relayURL: local.url(user: "madoguchi_relay", database: database),
        preparedStatements: address.preparedStatements)
      try await Cluster.prepare(database: database) { database in
        try ConnectionConfiguration(url: local.url(user: "postgres", database: database))
      }
      _ = try await deployment.asOwner(anySchema: true) { try await Migrator(owner: $0, clock: clock).run() }
      return deployment
    } catch {
      await local.stop()
      throw error
    }
  }

  /// Leaves the private server, which stops with its last user.
  func close() async { await local?.stop() }
}

extension Deployment {
  /// Opens, runs and closes, for a command that does one thing. What the store refuses is thrown as a sentence.
  ///
  /// - Parameter preparedStatements: nil as the environment has it.
  static func with<Result>(
    _ options: DatabaseOptions, preparedStatements: Bool? = nil, _ body: (Deployment) async throws -> Result
  ) async throws -> Result {
    var address = try options.address()
    if let preparedStatements { address.preparedStatements = preparedStatements }
    let deployment = try await open(address, logger: Log.logger(level: .warning))
    do {
      let result = try await body(deployment)
      await deployment.close()
      return result
    } catch {
      await deployment.close()
      throw Sentence.told(error)
    }
  }
}

extension Deployment: CustomStringConvertible, CustomReflectable {
  /// Where a private one lies; of any other nothing, because addresses hold passwords.
  var description: String { local.map { "deployment in \($0.directory)" } ?? "deployment" }
  /// Has no children: whatever describes what holds it finds nothing.
  var customMirror: Mirror { Mirror(self, children: []) }
}
