/// A person's name as it is written; it is never converted, because a variant of a character is part of a name.
public struct PersonName: Sendable, Hashable {
  /// The most scalars a name may have.
  public static let maxLength = 100

  /// The name, without white space around it: 1…100 scalars.
  public let text: String

  /// Nil when nothing but white space is there, when it is longer than 100 scalars, or when it holds a control or
  /// format character, a line separator or a noncharacter.
  public init?(_ text: String) {
    let scalars = text.unicodeScalars.trimming { $0.properties.isWhitespace }
    guard (1...Self.maxLength).contains(scalars.count), scalars.allSatisfy(Self.isPrintable) else { return nil }
    self.text = String(String.UnicodeScalarView(scalars))
  }

  /// Equal when every scalar is: Swift's strings would equate a compatibility ideograph with its unified form.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.text.unicodeScalars.elementsEqual(rhs.text.unicodeScalars)
  }

  /// Hashes the scalars.
  public func hash(into hasher: inout Hasher) {
    for scalar in text.unicodeScalars { hasher.combine(scalar) }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: !scalar.properties.isNoncharacterCodePoint
    }
  }
}

extension BidirectionalCollection {
  /// Without the elements at both ends that match.
  fileprivate func trimming(while matches: (Element) -> Bool) -> SubSequence {
    let front = drop(while: matches)
    guard let last = front.lastIndex(where: { !matches($0) }) else { return front.prefix(0) }
    return front[...last]
  }
}
