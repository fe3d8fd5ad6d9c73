import Stage

/// What the same question costs in a small and in a large deployment, asked in turn.
struct Growth: Sendable {
  /// Answers' times for one question, round by round.
  struct Times: Sendable {
    var small: [Duration] = []
    var large: [Duration] = []

    /// How many times as long the large one takes, at the median.
    var ratio: Double { large.percentile(50) / small.percentile(50) }
  }

  let small: Crowd
  let large: Crowd

  /// Which times of a week are free.
  static let availability =
    "availability?service=consultation&from=\(Crowd.week.from)&to=\(Crowd.week.to)"
  /// The bookings of a day.
  static let dayList = "bookings?from=\(Crowd.monday.from)&to=\(Crowd.monday.to)&limit=200"

  /// Asks both `count` times, one answer after the other; the first time is for warming up.
  func times(of path: String, count: Int) async throws -> Times {
    var times = Times()
    for round in 0...count {
      let pair = (try await time(path, small.office), try await time(path, large.office))
      // they differ in the id of their terms
      guard pair.0.length == pair.1.length else { throw StageError("\(path) differs between the small and the large") }
      if round > 0 {
        times.small.append(pair.0.time)
        times.large.append(pair.1.time)
      }
    }
    return times
  }

  private func time(_ path: String, _ office: DrillOffice) async throws -> (time: Duration, length: Int) {
    let start = ContinuousClock.now
    let answer = try await office.expect(200, "GET", path)
    return (ContinuousClock.now - start, answer.text.utf8.count)
  }
}
