/// Walks over the ASCII fields of a date, a time or a code. Only `0`–`9` count as digits.
struct FieldScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Takes one character if it is there.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes either character if it is there.
  mutating func skip(_ one: Unicode.Scalar, or other: Unicode.Scalar) -> Bool {
    skip(one) || skip(other)
  }

  /// Takes exactly that many digits.
  mutating func number(digits count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Takes all digits that follow.
  mutating func digitRun() -> [Int] {
    var digits: [Int] = []
    while let digit = digit() { digits.append(digit) }
    return digits
  }

  private mutating func digit() -> Int? {
    guard let first = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
    rest.removeFirst()
    return Int(first - UInt8(ascii: "0"))
  }
}

extension Int {
  /// The number with leading zeros up to `width` digits.
  func padded(to width: Int) -> String {
    let digits = String(magnitude)
    let zeros = String(repeating: "0", count: Swift.max(0, width - digits.count))
    return (self < 0 ? "-" : "") + zeros + digits
  }
}
