import Stage

/// How one racer ended.
struct Finish: Sendable {
  static let lost = "409 slot_taken"

  let answer: String
  /// How often the service was busy before it answered so.
  let busy: Int
  /// From the first request to the last answer.
  let time: Duration

  var hasWon: Bool { answer == "200" || answer == "201" }
}

extension [Finish] {
  /// Answers and how often each came.
  var counted: [String: Int] { Dictionary(grouping: self, by: \.answer).mapValues(\.count) }
}

extension DrillOffice {
  /// Sends a racer's request. `busy` is tried again, as a client would, only without the wait that would make it no race.
  func race(_ path: String, _ body: String) async throws -> Finish {
    let start = ContinuousClock.now
    var busy = 0
    while true {
      let answer = await send("POST", path, body)
      if answer?.status == 503, answer?.code == "busy", busy < 1000 {
        busy += 1
        try await Task.sleep(for: .milliseconds(Int64.random(in: 2...20)))
        continue
      }
      return Finish(answer: answer?.summary ?? "no answer", busy: busy, time: ContinuousClock.now - start)
    }
  }
}
