import NIOConcurrencyHelpers
import Stage

/// Writes down every exchange of a stage's client.
final class Transcript: Sendable {
  private let written = NIOLockedValueBox<[Exchange]>([])

  /// All there are by now, in the order of the answers.
  var exchanges: [Exchange] { written.withLockedValue { $0 } }

  func note(_ exchange: Exchange) { written.withLockedValue { $0.append(exchange) } }
}
