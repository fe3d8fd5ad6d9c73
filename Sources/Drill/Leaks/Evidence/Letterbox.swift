import NIOConcurrencyHelpers
import Stage

/// A receiver that keeps every message, and fails one call in seven after having kept it, so that the relay has something
/// to complain of.
final class Letterbox: Sendable {
  private let kept = NIOLockedValueBox<[Letter]>([])

  /// All there are by now, repetitions included.
  var letters: [Letter] { kept.withLockedValue { $0 } }

  func take(_ request: Receiver.Request) -> Receiver.Reply {
    let count = kept.withLockedValue { letters in
      letters.append(Letter(head: request.head, body: String(decoding: request.body, as: UTF8.self)))
      return letters.count
    }
    return Receiver.Reply(count.isMultiple(of: 7) ? 500 : 200)
  }
}
