/// フリガナ in full-width katakana.
public enum Kana {
  /// The most scalars a normalised reading may have.
  public static let maxLength = 100

  /// The reading in full-width katakana: hiragana and half-width katakana are converted, spaces become one ASCII space
  /// each and are trimmed.
  ///
  /// Nil when nothing is left, when it is longer than 100 scalars, or when anything but katakana, the prolonged sound
  /// mark, iteration marks, the middle dot and spaces remains.
  public static func normalise(_ text: String) -> String? {
    var result = String.UnicodeScalarView()
    for scalar in text.nfkc.unicodeScalars {
      let converted = katakana(for: scalar)
      if converted == " " {
        if let last = result.last, last != " " { result.append(" ") }
      } else if isAllowed(converted) {
        result.append(converted)
      } else {
        return nil
      }
    }
    if result.last == " " { result.removeLast() }
    guard (1...maxLength).contains(result.count) else { return nil }
    return String(result)
  }

  /// Hiragana and its iteration marks lie 0x60 below their katakana.
  private static func katakana(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x3041...0x3096, 0x309D...0x309E: Unicode.Scalar(scalar.value + 0x60) ?? scalar
    default: scalar
    }
  }

  // ァ–ヺ, ・, ー, ヽ, ヾ.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    (0x30A1...0x30FE).contains(scalar.value)
  }
}
