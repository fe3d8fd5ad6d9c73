import Foundation
import LocalPostgres
import Logging
import OfficeStore
import Postgres
import Scheduling

/// The PostgreSQL of this test process: started by the first test that asks, removed when the process ends.
struct TestServer: Sendable {
  let postgres: LocalPostgres
  let seed: Seed

  static let template = "template_madoguchi"
  static let shared = Task.detached { try await TestServer.start() }

  private static let prefix = "madoguchi-test-"
  private static let parent = "/var/tmp"
  private static let folder = "\(parent)/\(prefix)\(getpid())"

  private static func start() async throws -> TestServer {
    await sweep()
    atexit {
      let removed = DispatchSemaphore(value: 0)
      Task.detached {
        await TestServer.remove()
        removed.signal()
      }
      removed.wait()
    }
    let options = LocalPostgres.Options(
      maxConnections: 300, fsync: false, sharedBuffers: "64MB", settings: ["autovacuum": "off"])
    let postgres = try await LocalPostgres.start(in: folder, options: options, logger: .silent)
    try await Cluster.prepare(database: template) { try configuration(of: postgres, user: "postgres", database: $0) }
    let owner = try pool(of: postgres, user: "madoguchi_owner", database: template, connections: 1)
    let app = try pool(of: postgres, user: "madoguchi_app", database: template, connections: 1)
    let seed = try await Seed.plant(owner: owner, app: app)
    // a template is copied only while nobody is connected to it
    await owner.shutdown()
    await app.shutdown()
    return TestServer(postgres: postgres, seed: seed)
  }

  private static func remove() async {
    guard let server = try? await shared.value else { return }
    await server.postgres.stop()
    try? await LocalPostgres.erase(folder)
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// What a process that was killed left behind.
  private static func sweep() async {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
      guard let process = pid_t(name.dropFirst(prefix.count)), kill(process, 0) != 0, errno == ESRCH else { continue }
      try? await LocalPostgres.erase("\(parent)/\(name)")
      try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
    }
  }
}

extension TestServer {
  func pool(
    user: String, database: String, connections: Int, observer: (@Sendable ([StaticString]) -> Void)? = nil
  ) throws -> Pool {
    try Self.pool(of: postgres, user: user, database: database, connections: connections, observer: observer)
  }

  func configuration(user: String, database: String) throws -> ConnectionConfiguration {
    try Self.configuration(of: postgres, user: user, database: database)
  }

  private static func pool(
    of postgres: LocalPostgres, user: String, database: String, connections: Int,
    observer: (@Sendable ([StaticString]) -> Void)? = nil
  ) throws -> Pool {
    var configuration = PoolConfiguration(
      connection: try configuration(of: postgres, user: user, database: database), maximumConnections: connections)
    // a busy machine is no failure of the code under test
    configuration.waitTimeout = .seconds(60)
    configuration.connectTimeout = .seconds(60)
    configuration.session.roundTripObserver = observer
    return Pool(configuration, logger: .silent)
  }

  private static func configuration(
    of postgres: LocalPostgres, user: String, database: String
  ) throws -> ConnectionConfiguration {
    try ConnectionConfiguration(url: postgres.url(user: user, database: database))
  }
}

extension Logger {
  /// Says nothing.
  public static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
