import Foundation

extension [Duration] {
  /// The nearest-rank percentile; zero of nothing.
  func percentile(_ percent: Int) -> Duration {
    let sorted = sorted()
    guard !sorted.isEmpty else { return .zero }
    return sorted[Swift.min(sorted.count - 1, (sorted.count * percent + 99) / 100 - 1)]
  }
}

extension Duration {
  var seconds: Double { self / .seconds(1) }
  var inMilliseconds: String { String(format: "%.1f ms", self / .milliseconds(1)) }
}

extension [Double] {
  /// The middle one; not a number of nothing.
  var median: Double {
    let sorted = sorted()
    guard !sorted.isEmpty else { return .nan }
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
