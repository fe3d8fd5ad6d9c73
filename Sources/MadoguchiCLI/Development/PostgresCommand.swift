import ArgumentParser
import Foundation
import LocalPostgres

struct PostgresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "postgres",
    abstract: "Run a command beside a private PostgreSQL, as its superuser, and stop the server afterwards.",
    discussion: "PGHOST, PGPORT and PGUSER are set for the command. The exit code is the command's.")

  @Option(help: "The private PostgreSQL's folder.")
  var directory: String

  @Flag(help: "Give up durability for speed: for tests on data that nobody misses.")
  var withoutFsync = false

  @Argument(parsing: .postTerminator, help: "The command, after --.")
  var command: [String]

  func run() async throws {
    let local = try await LocalPostgres.start(
      in: directory, options: .init(fsync: !withoutFsync), logger: Log.logger(level: .warning))
    let status: Int32
    do {
      status = try await runCommand(host: local.socketDirectory)
    } catch {
      await local.stop()
      throw Sentence("\(command.first ?? "the command") cannot be run")
    }
    await local.stop()
    throw ExitCode(status)
  }

  private func runCommand(host: String) async throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PGHOST": host, "PGPORT": "5432", "PGUSER": "postgres"], uniquingKeysWith: { $1 })
    return try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
  }
}
