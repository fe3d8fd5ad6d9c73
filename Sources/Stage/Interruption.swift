import Dispatch
import Foundation

/// Ctrl-C and SIGTERM as the cancellation of what is being done, so that no service is left behind.
public enum Interruption {
  /// Runs `body`, which is cancelled when one of the two signals comes.
  public static func cancelling<Output: Sendable>(
    _ body: @escaping @Sendable () async throws -> Output
  ) async throws -> Output {
    let task = Task { try await body() }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { task.cancel() }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    return try await task.value
  }
}
