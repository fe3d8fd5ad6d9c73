import Foundation
import LocalPostgres
import Logging

/// A service that was started for a purpose, in a folder of its own, and what is needed to drive it.
public struct Stage: Sendable {
  /// A Wednesday morning: offices are open, and every slot lies ahead.
  public static let clock = "2026-09-16T09:00:00+09:00"

  /// The program that was started.
  public let program: Program
  /// Its process.
  public let service: ServiceProcess
  /// A client of it.
  public let client: Client
  /// Its private PostgreSQL.
  public let database: Database

  /// Starts a service, runs `body`, stops the service; also when it is interrupted. The folder stays when something went
  /// wrong, because the service's log lies in it.
  ///
  /// - Parameters:
  ///   - directory: of the service's data, kept afterwards; nil takes a new one that is gone afterwards.
  ///   - connections: of the HTTP client, at most.
  public static func with<Output: Sendable>(
    _ program: Program, directory: String?, connections: Int, staging: Staging = Staging(),
    _ body: @escaping @Sendable (Stage) async throws -> Output
  ) async throws -> Output {
    // more than one may be up at a time
    let folder = directory ?? "/tmp/madoguchi-stage-\(getpid())-\(UInt16.random(in: .min ... .max))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
    let port = try FreePort.find()
    let service = ServiceProcess(program: program, directory: folder, port: port, staging: staging)
    let client = Client(
      address: "http://127.0.0.1:\(port)", connections: connections, observe: staging.observe)
    let stage = Stage(program: program, service: service, client: client, database: Database(directory: folder))
    var server: LocalPostgres?
    let outcome: Result<Output, any Error>
    do {
      if !staging.settings.isEmpty { server = try await startServer(in: folder, staging.settings) }
      try await service.start(clock: staging.clock)
      try await client.waitUntilReady()
      outcome = .success(try await Interruption.cancelling { try await body(stage) })
    } catch {
      outcome = .failure(error)
    }
    try await client.close()
    await service.stop()
    await server?.stop()
    if case .success = outcome, directory == nil {
      try await LocalPostgres.erase(folder)
      try FileManager.default.removeItem(atPath: folder)
    } else {
      FileHandle.standardError.write(Data("data and log stay in \(folder)\n".utf8))
    }
    return try outcome.get()
  }

  /// Whoever starts the private server settles how it is set up; the service joins it.
  private static func startServer(in folder: String, _ settings: [String: String]) async throws -> LocalPostgres {
    let silence = Logger(label: "stage") { _ in SwiftLogNoOpLogHandler() }
    return try await LocalPostgres.start(
      in: folder, options: LocalPostgres.Options(settings: settings), logger: silence)
  }
}
