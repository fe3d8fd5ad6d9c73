import NIOConcurrencyHelpers
import Stage

/// Messages per second through one relay, claimed, made, signed, posted and noted; and what the same HTTP client makes of
/// posts like them, to the same receiver, without any of that.
struct RelayRate {
  private static let connections = 16

  let offices: [DrillOffice]
  let stage: Stage

  private struct Arrivals {
    var count = 0
    var first: ContinuousClock.Instant?
    var last: ContinuousClock.Instant?
    var body = ""

    mutating func note(_ request: Receiver.Request) {
      count += 1
      first = first ?? .now
      last = .now
      body = String(decoding: request.body, as: UTF8.self)
    }

    /// From the first to the last; how long the first one took nobody has seen.
    func rate() throws -> Double {
      guard let first, let last, count > 1 else { throw DrillError("nothing was received") }
      return Double(count - 1) / (last - first).seconds
    }
  }

  /// Sends `count` messages that wait already; a multiple of ten.
  func measure(_ count: Int) async throws -> (relay: Double, posts: Double) {
    let load = try await MessageLoad(count, in: offices, of: stage.database)
    for round in 0..<MessageLoad.each { _ = try await load.queue(round, of: count) }
    try await stage.database.analyze()
    let arrivals = NIOLockedValueBox(Arrivals())
    return try await Receiver.with { request in
      arrivals.withLockedValue { $0.note(request) }
      return Receiver.Reply(200)
    } _: { [stage] port in
      let relay = try RelayDrill.relay("relay", on: stage, port: port)
      try await relay.start()
      let outcome = await Result.catching { try await Self.wait(for: count, in: arrivals) }
      await relay.stop()
      try outcome.get()
      let done = arrivals.withLockedValue { $0 }
      arrivals.withLockedValue { $0 = Arrivals() }
      let client = Client(address: "http://127.0.0.1:\(port)", connections: Self.connections)
      _ = try await inParallel(Self.connections, Array(0..<count)) { _ in
        guard await client.send("POST", "/messages", body: done.body)?.status == 200 else {
          throw DrillError("the receiver did not answer")
        }
      }
      try await client.close()
      return (try done.rate(), try arrivals.withLockedValue { try $0.rate() })
    }
  }

  private static func wait(for count: Int, in arrivals: NIOLockedValueBox<Arrivals>) async throws {
    let start = ContinuousClock.now
    while arrivals.withLockedValue(\.count) < count {
      guard ContinuousClock.now - start < .seconds(120) else { throw DrillError("messages are missing after 120 s") }
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
