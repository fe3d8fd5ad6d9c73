import Foundation
import LocalPostgres
import Logging
import OfficeStore
import Postgres
import Scheduling
import Testing

/// A real PostgreSQL for the suites that need one: started before them, gone after them.
struct PrivateDatabase: SuiteTrait, TestScoping {
  @TaskLocal static var current: PrivateDatabase?

  /// Where the role's connections go; nil outside of a scope.
  private var server: LocalPostgres?

  private static let name = "madoguchi"

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let folder = NSTemporaryDirectory() + "/madoguchi-api-\(UInt32.random(in: .min ... .max))"
    let options = LocalPostgres.Options(maxConnections: 400, fsync: false, sharedBuffers: "32MB")
    let server = try await LocalPostgres.start(in: folder, options: options, logger: .silent)
    let outcome: Result<Void, any Error>
    do {
      try await Cluster.prepare(database: Self.name) { database in
        try ConnectionConfiguration(url: server.url(user: "postgres", database: database))
      }
      let database = PrivateDatabase(server: server)
      _ = try await database.withPool(as: "madoguchi_owner") { pool in
        try await Migrator(owner: pool, clock: ServiceClock()).run()
      }
      outcome = .success(try await Self.$current.withValue(database) { try await function() })
    } catch {
      outcome = .failure(error)
    }
    await server.stop()
    try await LocalPostgres.erase(folder)
    try? FileManager.default.removeItem(atPath: folder)
    try outcome.get()
  }

  /// Lends a pool of connections as a role.
  func withPool<Result: Sendable>(
    as role: String, connections: Int = 2, _ body: (Pool) async throws -> Result
  ) async throws -> Result {
    guard let server else { throw CancellationError() }
    let connection = try ConnectionConfiguration(url: server.url(user: role, database: Self.name))
    var configuration = PoolConfiguration(connection: connection, maximumConnections: connections)
    // every test sets an office up at the same time, and one of them at a time may
    configuration.statementTimeout = .seconds(120)
    return try await Pool(configuration, logger: .silent).use(body)
  }
}

extension Trait where Self == PrivateDatabase {
  /// The suite's tests need a database.
  static var privateDatabase: PrivateDatabase { PrivateDatabase() }
}

extension Logger {
  static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
