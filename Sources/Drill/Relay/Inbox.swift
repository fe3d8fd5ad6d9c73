import Foundation
import Messaging
import NIOConcurrencyHelpers
import Stage

/// A receiver that remembers ids, and fails one call in three: by turns before it has taken the message and after, so that
/// some come again although they are there.
final class Inbox: Sendable {
  private struct State {
    var calls = 0
    var failures = 0
    var taken = 0
    var arrivals: [String: ContinuousClock.Instant] = [:]
    /// Ids in the order of their first arrival, by booking.
    var order: [String: [String]] = [:]
    var violations: [String: Int] = [:]
  }

  private struct Letter: Decodable {
    let id: String
    let booking: String
  }

  private let secret: [UInt8]
  private let failing: Bool
  private let state = NIOLockedValueBox(State())

  init(secret: String, failing: Bool) {
    self.secret = Array(secret.utf8)
    self.failing = failing
  }

  /// Messages that are here.
  var count: Int { state.withLockedValue(\.arrivals.count) }
  /// Calls, and those among them that were answered with a failure.
  var calls: (all: Int, failed: Int) { state.withLockedValue { ($0.calls, $0.failures) } }
  /// Messages that came although they were here.
  var repeats: Int { state.withLockedValue { $0.taken - $0.arrivals.count } }
  /// When each came first.
  var arrivals: [String: ContinuousClock.Instant] { state.withLockedValue(\.arrivals) }
  /// The order in which a booking's messages came first.
  var order: [String: [String]] { state.withLockedValue(\.order) }
  /// What must not be, and how often it was.
  var violations: [String: Int] { state.withLockedValue(\.violations) }

  func answer(_ request: Receiver.Request) -> Receiver.Reply {
    do throws(WebhookSignature.Refusal) {
      try WebhookSignature.verify(
        request.body, signature: request[header: WebhookSignature.Header.signature],
        timestamp: request[header: WebhookSignature.Header.timestamp], secret: secret,
        now: Int64(Date().timeIntervalSince1970))
    } catch {
      return refuse("signature: \(error)")
    }
    guard let letter = try? JSONDecoder().decode(Letter.self, from: Data(request.body)),
      letter.id == request[header: WebhookSignature.Header.messageID]
    else { return refuse("a body that is no message, or under another id") }
    return state.withLockedValue { state in
      state.calls += 1
      let fails = failing && state.calls % 3 == 0
      if fails { state.failures += 1 }
      if fails && state.failures % 2 == 0 { return Receiver.Reply(503) }
      state.taken += 1
      if state.arrivals[letter.id] == nil {
        state.arrivals[letter.id] = .now
        state.order[letter.booking, default: []].append(letter.id)
      }
      return Receiver.Reply(fails ? 500 : 200)
    }
  }

  private func refuse(_ violation: String) -> Receiver.Reply {
    state.withLockedValue { $0.violations[violation, default: 0] += 1 }
    return Receiver.Reply(400)
  }
}
