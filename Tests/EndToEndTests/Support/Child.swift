import Foundation

/// A process that a test started.
struct Child: Sendable {
  let id: pid_t
  private let ending: Task<Int32, Never>

  init(running process: Process) throws {
    let (endings, continuation) = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      // A signal's number is told as a shell tells it.
      let status = process.terminationStatus
      continuation.yield(process.terminationReason == .exit ? status : 128 + status)
      continuation.finish()
    }
    try process.run()
    id = process.processIdentifier
    ending = Task {
      for await status in endings { return status }
      return -1
    }
  }

  /// Waits for its end: the exit code, or 128 and the signal that ended it.
  var exitCode: Int32 {
    get async { await ending.value }
  }

  var isRunning: Bool { kill(id, 0) == 0 }

  func send(_ signal: Int32) {
    kill(id, signal)
  }
}
