/// A labour bureau (労働局), by its prefecture's code in JIS X 0401.
public struct BureauCode: Sendable, Hashable, Comparable {
  /// Two digits, 01…47.
  public let text: String

  /// Nil unless the text is two ASCII digits, 01…47.
  public init?(_ text: String) {
    var scanner = FieldScanner(text)
    guard let number = scanner.number(digits: 2), scanner.isAtEnd, (1...47).contains(number) else { return nil }
    self.text = text
  }

  /// By number.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.text < rhs.text
  }
}

extension BureauCode: CustomStringConvertible {
  /// The two digits.
  public var description: String { text }
}
