/// A JSON number as it was written.
struct JSONNumber: Sendable, Equatable {
  /// The text: RFC 8259's grammar of a number, already checked.
  let text: String

  init(text: String) {
    self.text = text
  }

  /// What a number is when a whole number is asked for.
  enum Whole: Sendable, Equatable {
    case value(Int)
    /// A whole number, but larger than any this program reckons with.
    case tooLarge
    /// A number with a fraction.
    case fraction
  }

  /// The number as a whole one: `12`, `12.0` and `1.2e1` are the same, as JSON Schema has it. Never traps and never
  /// builds a number as long as an exponent may claim.
  var whole: Whole {
    var digits: [UInt8] = []
    var scale = 0
    var exponentText = ""
    var part = Part.integer
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "."): part = .fraction
      case UInt8(ascii: "e"), UInt8(ascii: "E"): part = .exponent
      case _ where part == .exponent: exponentText.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte)
        if part == .fraction { scale += 1 }
      default: break  // the sign
      }
    }
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      scale -= 1
    }
    if digits.allSatisfy({ $0 == UInt8(ascii: "0") }) { return .value(0) }

    // An exponent that Int can't hold decides alone: no body is long enough to outweigh it.
    guard let exponent = exponentText.isEmpty ? 0 : Int(exponentText) else {
      return exponentText.hasPrefix("-") ? .fraction : .tooLarge
    }
    let (zeros, overflow) = exponent.subtractingReportingOverflow(scale)
    if overflow { return exponent < 0 ? .fraction : .tooLarge }
    if zeros < 0 { return .fraction }
    if zeros > 19 { return .tooLarge }
    let plain = String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: zeros)
    return Int((text.hasPrefix("-") ? "-" : "") + plain).map(Whole.value) ?? .tooLarge
  }

  private enum Part { case integer, fraction, exponent }
}
