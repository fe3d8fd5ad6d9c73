public import Foundation

/// The program under test: the built `madoguchi`.
public struct Program: Sendable {
  /// Where it lies.
  public let url: URL

  /// - Parameter path: nil takes `madoguchi` beside this program.
  public init(path: String?) throws {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    url = path.map { URL(fileURLWithPath: $0) } ?? own.deletingLastPathComponent().appending(path: "madoguchi")
    guard FileManager.default.isExecutableFile(atPath: url.path) else {
      throw StageError("\(url.path) is no program; build it first, or name it with --binary")
    }
  }

  /// Without the settings of other deployments: what is started here is told everything.
  public static var environment: [String: String] {
    ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("MADOGUCHI_") }
  }

  /// Runs a command to its end and returns what it printed, without white space around it.
  @discardableResult
  public func run(_ arguments: [String]) async throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = url
    process.arguments = arguments
    process.environment = Self.environment
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
    guard process.terminationStatus == 0 else {
      throw StageError("madoguchi \(arguments.prefix(2).joined(separator: " ")) failed")
    }
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The same.
  @discardableResult
  public func run(_ arguments: String...) async throws -> String { try await run(arguments) }

  /// Runs a command to its end, whatever becomes of it, and returns all that it said on both outputs.
  public func listen(to arguments: [String]) async throws -> (said: String, exitCode: Int32) {
    let process = Process()
    let output = Pipe()
    process.executableURL = url
    process.arguments = arguments
    process.environment = Self.environment
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
    return (String(decoding: bytes, as: UTF8.self), process.terminationStatus)
  }
}
