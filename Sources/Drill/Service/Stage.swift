import ArgumentParser
import Foundation
import LocalPostgres

/// Where a drill is held.
struct StageOptions: ParsableArguments {
  @Option(help: "The service's program. (default: madoguchi beside this program)")
  var binary: String?

  @Option(help: "A folder for the service's data, kept afterwards. (default: one that is gone afterwards)")
  var directory: String?
}

/// A service of the drill's own, in a folder of its own, and what is needed to set upon it.
struct Stage: Sendable {
  /// A Wednesday morning: the offices of the drill are open, and every slot lies ahead.
  static let clock = "2026-09-16T09:00:00+09:00"

  let program: Program
  let service: ServiceProcess
  let client: Client
  let database: Database

  /// Starts a service, runs `body`, stops the service; also when it is interrupted.
  ///
  /// - Parameter connections: of the HTTP client, at most.
  static func with(
    _ options: StageOptions, connections: Int, _ body: @escaping @Sendable (Stage) async throws -> Void
  ) async throws {
    let folder = options.directory ?? "/tmp/madoguchi-drill-\(getpid())"
    let program = try Program(path: options.binary)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
    let port = try FreePort.find()
    let service = ServiceProcess(program: program, directory: folder, port: port)
    let client = Client(port: port, connections: connections)
    let stage = Stage(program: program, service: service, client: client, database: Database(directory: folder))
    let outcome: Result<Void, any Error>
    do {
      try await service.start(clock: clock)
      try await client.waitUntilReady()
      outcome = .success(try await Interruption.cancelling { try await body(stage) })
    } catch {
      outcome = .failure(error)
    }
    try await client.close()
    await service.stop()
    if case .success = outcome, options.directory == nil {
      try await LocalPostgres.erase(folder)
      try FileManager.default.removeItem(atPath: folder)
    } else {
      print("data and log stay in \(folder)")
    }
    try outcome.get()
  }
}
