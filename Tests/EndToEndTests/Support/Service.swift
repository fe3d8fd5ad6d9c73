import Foundation

/// A service that listens: `serve` or `demo`, with a database of its own.
struct Service: Sendable {
  let child: Child
  let client: Client
  let scratch: Scratch

  struct NeverListened: Error {
    let log: String
  }

  /// Starts `serve --embedded` in the scratch folder, waits until it listens, and kills it after `body` if it still runs.
  static func serve<Result>(
    in scratch: Scratch, _ options: [String] = [], _ body: (Service) async throws -> Result
  ) async throws -> Result {
    try await run(["serve", "--embedded", scratch.data] + options, in: scratch, body)
  }

  /// Starts the demo in the scratch folder.
  static func demo<Result>(in scratch: Scratch, _ body: (Service) async throws -> Result) async throws -> Result {
    let samples = Program.repository + "/samples"
    return try await run(["demo", "--directory", scratch.data, "--samples", samples], in: scratch, body)
  }

  /// Starts a command that serves, on a free port.
  static func run<Result>(
    _ arguments: [String], _ environment: [String: String] = [:], in scratch: Scratch,
    _ body: (Service) async throws -> Result
  ) async throws -> Result {
    let name = "service-\(UInt32.random(in: .min ... .max))"
    let child = try Program.start(arguments + ["--port", "0"], environment, loggingTo: scratch.folder, as: name)
    do {
      let address = try await address(of: child, in: scratch, as: name)
      let result = try await body(Service(child: child, client: Client(address: address), scratch: scratch))
      await kill(child)
      return result
    } catch {
      await kill(child)
      throw error
    }
  }

  /// Asks it to stop with a signal and waits for its exit code.
  func stop(with signal: Int32) async -> Int32 {
    child.send(signal)
    return await child.exitCode
  }

  private static func kill(_ child: Child) async {
    if child.isRunning { child.send(SIGKILL) }
    _ = await child.exitCode
  }

  private static func address(of child: Child, in scratch: Scratch, as name: String) async throws -> String {
    for _ in 0..<1200 where child.isRunning {
      if let address = scratch.log(of: name).firstMatch(of: #/address=(http://[0-9.]+:\d+)/#)?.1 {
        return String(address)
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw NeverListened(log: scratch.log(of: name))
  }
}
