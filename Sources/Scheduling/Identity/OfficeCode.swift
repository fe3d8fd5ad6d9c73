/// 安定所番号: four digits, kept as text with its zeros.
public struct OfficeCode: Sendable, Hashable, Comparable {
  /// Four digits.
  public let text: String

  /// Nil unless the text is exactly four ASCII digits.
  public init?(_ text: String) {
    var scanner = FieldScanner(text)
    guard scanner.number(digits: 4) != nil, scanner.isAtEnd else { return nil }
    self.text = text
  }

  /// By number.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.text < rhs.text
  }
}

extension OfficeCode: CustomStringConvertible {
  /// The four digits.
  public var description: String { text }
}
