/// How often something took how long, in fixed buckets.
struct DurationHistogram {
  /// The buckets' upper bounds in seconds, included, as Prometheus has it.
  static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  /// Observations up to each bound; those beyond the last are in `count` alone.
  private(set) var cumulative = [Int](repeating: 0, count: bounds.count)
  private(set) var count = 0
  /// The sum of all observations in seconds.
  private(set) var sum = 0.0

  mutating func observe(_ duration: Duration) {
    let seconds = duration / .seconds(1)
    count += 1
    sum += seconds
    for (index, bound) in Self.bounds.enumerated() where seconds <= bound { cumulative[index] += 1 }
  }
}
