import ArgumentParser
import Foundation
import Logging
import OfficeStore
import Scheduling

/// Where the data lies, the same for every command.
struct DatabaseOptions: ParsableArguments {
  @Option(help: "PostgreSQL as madoguchi_app, the service's own role. [MADOGUCHI_DATABASE_URL]")
  var databaseUrl: String?

  @Option(
    help: """
      PostgreSQL as madoguchi_owner, for commands that change the schema or set up offices; \
      --database-url when left out. [MADOGUCHI_OWNER_URL]
      """)
  var ownerUrl: String?

  @Option(
    help: """
      PostgreSQL as madoguchi_maintenance, which seals the audit and drops what has expired; without it nothing is sealed. \
      [MADOGUCHI_MAINTENANCE_URL]
      """)
  var maintenanceUrl: String?

  @Option(
    help: """
      PostgreSQL as madoguchi_relay, the role that delivers messages; without it `serve` delivers none. \
      [MADOGUCHI_RELAY_URL]
      """)
  var relayUrl: String?

  @Option(help: "A folder for a private PostgreSQL, joined when it runs and started otherwise. [MADOGUCHI_EMBEDDED]")
  var embedded: String?

  @Option(
    help: "Start the clock at this instant, as 2026-09-18T09:00:00+09:00; only with --embedded. [MADOGUCHI_CLOCK]",
    transform: Self.instant)
  var clock: Instant?

  static func instant(_ text: String) throws -> Instant {
    guard let instant = Instant(rfc3339: text) else {
      throw ValidationError(
        "'\(text)' is not an instant; expected RFC 3339 with an offset, as 2026-09-18T09:00:00+09:00")
    }
    return instant
  }

  /// What the options and, where one was left out, the environment say.
  func address() throws -> DatabaseAddress {
    let address = DatabaseAddress(
      app: databaseUrl ?? Environment["DATABASE_URL"], owner: ownerUrl ?? Environment["OWNER_URL"],
      maintenance: maintenanceUrl ?? Environment["MAINTENANCE_URL"], relay: relayUrl ?? Environment["RELAY_URL"],
      directory: embedded ?? Environment["EMBEDDED"], clock: try clock ?? Environment["CLOCK"].map(Self.instant),
      preparedStatements: try Environment.truth("PREPARED_STATEMENTS") ?? true)
    switch (address.app ?? address.owner ?? address.relay ?? address.maintenance, address.directory) {
    case (nil, nil):
      throw Sentence("no database: set --database-url (or MADOGUCHI_DATABASE_URL), or --embedded DIR for a private one")
    case (_?, _?): throw Sentence("--embedded and --database-url exclude each other: leave one of them out")
    case (_?, nil) where address.clock != nil:
      throw Sentence("--clock works with --embedded only: a shared database keeps real time")
    default: return address
    }
  }
}

/// Where the data lies: at an address for each role, or in a directory of our own.
struct DatabaseAddress {
  var app: String?
  var owner: String?
  var maintenance: String?
  var relay: String?
  var directory: String?
  /// Where the clock of a private deployment starts; nil goes on from where it was.
  var clock: Instant?
  /// False where PgBouncer in transaction mode stands before any of them.
  var preparedStatements = true
}

extension DatabaseAddress: CustomStringConvertible, CustomReflectable {
  /// Which roles it has addresses of; the addresses hold passwords.
  var description: String {
    let addresses = [("app", app), ("owner", owner), ("maintenance", maintenance), ("relay", relay)]
    return "addresses of \(addresses.filter { $0.1 != nil }.map(\.0).joined(separator: ", "))"
  }
  /// Has no children.
  var customMirror: Mirror { Mirror(self, children: []) }
}

/// The variables `MADOGUCHI_…`.
enum Environment {
  static subscript(_ name: String) -> String? {
    let value = ProcessInfo.processInfo.environment["MADOGUCHI_\(name)"]
    return value?.isEmpty == true ? nil : value
  }

  static func number(_ name: String) throws -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(text) else { throw Sentence("MADOGUCHI_\(name) is '\(text)'; expected a number") }
    return number
  }

  static func truth(_ name: String) throws -> Bool? {
    guard let text = self[name] else { return nil }
    guard let truth = Bool(text) else { throw Sentence("MADOGUCHI_\(name) is '\(text)'; expected true or false") }
    return truth
  }
}
