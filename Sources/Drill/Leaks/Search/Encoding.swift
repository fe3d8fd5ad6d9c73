import Foundation

/// How a value may be written down.
enum Encoding: String, Sendable, CaseIterable {
  case plain
  /// Without blanks, a number without its dash too: as keys for searching hold it.
  case bare = "without blanks"
  case escaped = "JSON-escaped"
  case percent = "percent-encoded"
  case hex
  /// `[107, 117, 110]`: as Swift describes bytes.
  case decimal = "as a list of bytes"
  case base64

  /// Every way to write a needle, each once.
  static func forms(of needle: Needle) -> [(Encoding, [UInt8])] {
    let bare = needle.value.filter { !$0.isWhitespace && !(needle.kind == .number && $0 == "-") }
    let plain: [(Encoding, [UInt8])] = [(.plain, Array(needle.value.utf8)), (.bare, Array(bare.utf8))]
    var seen: Set<[UInt8]> = []
    return (plain + encoded(needle.value) + encoded(bare)).filter { _, bytes in
      bytes.count >= Needle.shortest && seen.insert(bytes).inserted
    }
  }

  private static func encoded(_ text: String) -> [(Encoding, [UInt8])] {
    let bytes = Array(text.utf8)
    let digits = bytes.map { String(format: "%02x", $0) }
    let slashed = text.replacing("/", with: #"\/"#)
    let texts: [(Encoding, [String])] = [
      (.escaped, [slashed, escaped(text, "%04x"), escaped(text, "%04X"), escaped(slashed, "%04x")]),
      (.percent, ["%20", "+"].flatMap { [percent(bytes, blank: $0, "%02X"), percent(bytes, blank: $0, "%02x")] }),
      (.hex, [digits.joined(), digits.joined().uppercased()]),
      (.decimal, [", ", ","].map { bytes.map(String.init).joined(separator: $0) }),
      (.base64, (0..<3).flatMap { shift in [base64(bytes, shift), urlSafe(base64(bytes, shift))] }),
    ]
    return texts.flatMap { encoding, texts in texts.map { (encoding, Array($0.utf8)) } }
  }

  private static func escaped(_ text: String, _ format: String) -> String {
    text.utf16.map { unit in
      unit < 0x80 ? String(UnicodeScalar(UInt8(unit))) : #"\u"# + String(format: format, Int32(unit))
    }.joined()
  }

  private static func percent(_ bytes: [UInt8], blank: String, _ format: String) -> String {
    bytes.map { byte in
      let character = Character(UnicodeScalar(byte))
      if byte == 0x20 { return blank }
      let isUnreserved = byte < 0x80 && (character.isLetter || character.isNumber || "-._~".contains(character))
      return isUnreserved ? String(character) : "%" + String(format: format, Int32(byte))
    }.joined()
  }

  /// What stands in base64 of anything in which the bytes begin at a place that leaves this rest when divided by three:
  /// without the characters at both ends that depend on their neighbours.
  private static func base64(_ bytes: [UInt8], _ shift: Int) -> String {
    let text = Data(Array(repeating: 0, count: shift) + bytes).base64EncodedString()
    let whole = (shift + bytes.count) * 8 / 6
    return String(text.prefix(whole).dropFirst([0, 2, 3][shift]))
  }

  private static func urlSafe(_ text: String) -> String {
    text.replacing("+", with: "-").replacing("/", with: "_")
  }
}
