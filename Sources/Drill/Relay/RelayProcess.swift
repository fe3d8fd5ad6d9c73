import Foundation
import Stage

/// A spawned `madoguchi relay` beside a service, to be killed and started again as a supervisor would.
actor RelayProcess {
  private let program: Program
  private let arguments: [String]
  private let log: String
  private var process: Process?

  /// - Parameters:
  ///   - directory: of the service's private PostgreSQL.
  ///   - port: of the receiver on 127.0.0.1.
  ///   - secret: the file of what signs.
  init(_ name: String, program: Program, directory: String, port: Int, secret: String) {
    self.program = program
    log = "\(directory)/\(name).log"
    arguments = [
      "relay", "--embedded", directory, "--webhook-url", "http://127.0.0.1:\(port)/messages",
      "--webhook-secret-file", secret, "--webhook-allow-private", "true",
      // what fails is tried again soon: a drill has no day
      "--relay-backoff", "50", "--relay-attempts", "100", "--log-level", "warning",
    ]
  }

  /// Spawns it, without waiting until it works.
  func start() throws {
    if !FileManager.default.fileExists(atPath: log) { _ = FileManager.default.createFile(atPath: log, contents: nil) }
    guard let handle = FileHandle(forWritingAtPath: log) else { throw StageError("\(log) cannot be written") }
    try handle.seekToEnd()
    let process = Process()
    process.executableURL = program.url
    process.arguments = arguments
    process.environment = Program.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    self.process = process
  }

  /// Whether it has been started and has not ended.
  var isRunning: Bool { process?.isRunning ?? false }

  /// SIGKILL: no chance to note anything.
  func killAtOnce() async { await end(with: SIGKILL) }

  /// SIGTERM, in order.
  func stop() async { await end(with: SIGTERM) }

  private func end(with signal: Int32) async {
    guard let process else { return }
    kill(process.processIdentifier, signal)
    while process.isRunning { try? await Task.sleep(for: .milliseconds(2)) }
    self.process = nil
  }
}
