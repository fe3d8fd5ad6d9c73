import Foundation
import Stage

/// One run of messages through two relays.
struct RelayRun: Sendable {
  /// When each message was queued, and when the last one had arrived.
  struct Times: Sendable {
    var start = ContinuousClock.now
    var queued: [String: ContinuousClock.Instant] = [:]
    var end = ContinuousClock.now
  }

  /// Messages that wait at most: what is measured as lag is the relays', not the heap's.
  private static let backlog = 1_000
  private static let patience = Duration.seconds(300)

  let load: MessageLoad
  let inbox: Inbox
  let relays: [RelayProcess]
  let count: Int

  /// Queues all messages, kills the first relay in the middle and starts it again; returns when all have arrived, or
  /// nothing has for too long.
  func measure() async throws -> Times {
    for relay in relays { try await relay.start() }
    var times = Times()
    times.start = .now
    let killing = Task { try await kill() }
    defer { killing.cancel() }
    for round in 0..<MessageLoad.each {
      try await waitUntil(times.queued.count - Self.backlog)
      let ids = try await load.queue(round, of: count)
      for id in ids { times.queued[id] = .now }
    }
    try await waitUntil(count)
    times.end = .now
    try await killing.value
    // the last ones have arrived, and are noted in a moment
    let start = ContinuousClock.now
    while try await load.statuses()["delivered"] != count, ContinuousClock.now - start < .seconds(40) {
      try await Task.sleep(for: .milliseconds(50))
    }
    return times
  }

  private func kill() async throws {
    try await waitUntil(count / 2)
    await relays[0].killAtOnce()
    try await relays[0].start()
  }

  private func waitUntil(_ arrived: Int) async throws {
    var last = (count: inbox.count, at: ContinuousClock.now)
    while inbox.count < arrived {
      if inbox.count > last.count { last = (inbox.count, .now) }
      guard ContinuousClock.now - last.at < Self.patience else {
        throw DrillError("\(inbox.count) of \(count) messages have arrived, and no more for \(Self.patience)")
      }
      Progress.show("\(inbox.count)/\(count) messages", isLast: false)
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// What came of it.
  func report(_ times: Times) async throws -> (table: String, isClean: Bool) {
    let expected = try await load.order()
    let statuses = try await load.statuses()
    let (arrivals, order) = (inbox.arrivals, inbox.order)
    let lost = times.queued.keys.count { arrivals[$0] == nil }
    let misplaced = expected.count { booking, ids in order[booking, default: []] != ids }
    let lags = times.queued.compactMap { id, queued in arrivals[id].map { $0 - queued } }
    let unfinished = count - (statuses["delivered"] ?? 0)
    var table = Table(["what", "figure"])
    table.add("messages", "\(count)")
    table.add("distinct received", "\(arrivals.count)")
    table.add("calls, answered with a failure", "\(inbox.calls.all), \(inbox.calls.failed)")
    table.add("repeats on the wire", "\(inbox.repeats)")
    table.add("order violations", "\(misplaced)")
    table.add("lost", "\(lost)")
    table.add("not delivered in the outbox", "\(unfinished)")
    table.add("lag p50", lags.percentile(50).inMilliseconds)
    table.add("lag p99", lags.percentile(99).inMilliseconds)
    table.add("messages/s", String(format: "%.0f", Double(count) / (times.end - times.start).seconds))
    let violations = inbox.violations.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    table.add("violations", violations.isEmpty ? "none" : violations.joined(separator: "; "))
    let isClean = lost == 0 && misplaced == 0 && unfinished == 0 && violations.isEmpty && arrivals.count == count
    return (table.text, isClean)
  }
}
