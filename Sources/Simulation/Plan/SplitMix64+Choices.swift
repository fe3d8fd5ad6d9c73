import Randomness

extension SplitMix64 {
  // The standard library does not promise how it turns bits into a number of a range; a seed must mean the same
  // month after an upgrade of the compiler.

  /// A number of 0..<bound; 0 when there is none.
  mutating func below(_ bound: Int) -> Int {
    bound > 0 ? Int(next().multipliedFullWidth(by: UInt64(bound)).high) : 0
  }

  /// True in so many of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of them, each as likely; nil of none.
  mutating func pick<List: RandomAccessCollection>(_ list: List) -> List.Element? {
    list.isEmpty ? nil : list[list.index(list.startIndex, offsetBy: below(list.count))]
  }

  /// One of the keys, as likely as its weight; the first one when nothing weighs.
  mutating func pick<Value>(weighted list: [(value: Value, weight: Int)], else fallback: Value) -> Value {
    var rest = below(list.map(\.weight).reduce(0, +))
    for (value, weight) in list {
      if rest < weight { return value }
      rest -= weight
    }
    return fallback
  }
}
