import Foundation

/// 求職番号: five digits, a hyphen, one to eight digits.
///
/// What was typed is kept; full-width digits and any dash are normalised, nothing is padded. The prefix never tells the
/// office: people move. Two numbers are equal when their normalised forms are, which is how a seeker is matched.
public struct JobSeekerNumber: Sendable, Hashable {
  /// As it was typed.
  public let typed: String
  /// `^\d{5}-\d{1,8}$` in ASCII.
  public let normalised: String

  /// Nil when the text, after NFKC and with every dash made a hyphen, is not such a number. White space around it is
  /// forgiven.
  public init?(typed: String) {
    let text = String(
      typed.nfkc.unicodeScalars.map { Self.dashes.contains($0) ? "-" : Character($0) }
    ).trimmingCharacters(in: .whitespaces)
    var scanner = FieldScanner(text)
    guard scanner.number(digits: 5) != nil, scanner.skip("-"), (1...8).contains(scanner.digitRun().count),
      scanner.isAtEnd
    else { return nil }
    self.typed = typed
    normalised = text
  }

  /// Equal when the normalised forms are.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.normalised == rhs.normalised
  }

  /// Hashes the normalised form.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(normalised)
  }

  // After NFKC: the hyphens and dashes of General Punctuation, minus, the prolonged sound mark, box drawing lines, which
  // a Japanese keyboard all gives for the same key or a conversion of it.
  private static let dashes: Set<Unicode.Scalar> = [
    "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2043}", "\u{2212}", "\u{2500}",
    "\u{2501}", "\u{30FC}", "\u{02D7}", "\u{301C}", "\u{2E3A}", "\u{2E3B}",
  ]
}
