public import Foundation

/// The spawned `madoguchi serve --embedded DIR`, to be killed and started again as a supervisor would.
public actor ServiceProcess {
  private let program: Program
  private let directory: String
  private let port: Int
  private let arguments: [String]
  private var process: Process?

  /// - Parameters:
  ///   - directory: of its data; it must be there.
  ///   - port: on 127.0.0.1, the same after every start.
  ///   - staging: its log level, where its messages go, and further arguments.
  public init(program: Program, directory: String, port: Int, staging: Staging = Staging()) {
    self.program = program
    self.directory = directory
    self.port = port
    let spool = staging.laysMessagesDown ? ["--spool", directory + "/spool"] : []
    arguments = ["--log-level", staging.logLevel] + spool + staging.arguments
  }

  /// Whether it has been started and has not ended.
  public var isRunning: Bool { process?.isRunning ?? false }
  /// Its process, while there is one.
  public var id: pid_t? { process?.processIdentifier }

  /// Spawns it, without waiting until it serves.
  ///
  /// - Parameter clock: where the service's clock starts; nil goes on from where it was.
  public func start(clock: String? = nil) throws {
    let log = directory + "/service.log"
    if !FileManager.default.fileExists(atPath: log) { _ = FileManager.default.createFile(atPath: log, contents: nil) }
    guard let handle = FileHandle(forWritingAtPath: log) else { throw StageError("\(log) cannot be written") }
    try handle.seekToEnd()
    let process = Process()
    process.executableURL = program.url
    process.arguments =
      ["serve", "--embedded", directory, "--port", "\(port)", "--clock-control"] + arguments
      + (clock.map { ["--clock", $0] } ?? [])
    process.environment = Program.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    self.process = process
  }

  /// SIGKILL: no chance to put anything in order.
  public func killAtOnce() async {
    await end(with: SIGKILL)
  }

  /// SIGTERM, in order; the private PostgreSQL stops with it.
  public func stop() async {
    await end(with: SIGTERM)
  }

  /// What the service holds in memory (VmRSS), in KiB.
  public func residentMemory() -> Int? {
    guard let id, let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") })
    else { return nil }
    return line.split(separator: " ").compactMap { Int($0) }.first
  }

  private func end(with signal: Int32) async {
    guard let process else { return }
    kill(process.processIdentifier, signal)
    while process.isRunning { try? await Task.sleep(for: .milliseconds(2)) }
    self.process = nil
  }
}
