/// Strings and numbers: the two tokens with a grammar of their own.
extension JSONParser {
  /// Reads a string. `storable` is false when it holds U+0000 or an unpaired surrogate (which becomes U+FFFD).
  mutating func string() throws(JSONSyntaxError) -> (text: String, storable: Bool) {
    position += 1
    let start = position
    while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
    if current == UInt8(ascii: "\"") {
      let text = try decoded(bytes[start..<position], from: start)
      position += 1
      return (text, true)
    }
    return try stringWithEscapes(from: start)
  }

  private mutating func stringWithEscapes(from start: Int) throws(JSONSyntaxError) -> (text: String, storable: Bool) {
    var unescaped = Array(bytes[start..<position])
    var storable = true
    while let byte = current, byte >= 0x20 {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return (try decoded(unescaped[...], from: start), storable)
      case UInt8(ascii: "\\"):
        let scalar = try escape()
        if scalar == nil || scalar == "\0" { storable = false }
        unescaped.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
      default: unescaped.append(byte)
      }
    }
    throw failure
  }

  private func decoded(_ slice: ArraySlice<UInt8>, from start: Int) throws(JSONSyntaxError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw JSONSyntaxError(offset: start) }
    return text
  }

  /// What follows a backslash; nil for a surrogate without its partner.
  private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar? {
    guard let byte = current else { throw failure }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try fourHexDigits()
      guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(UInt32(unit)) }
      guard let trail = try trailSurrogate() else { return nil }
      return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    default:
      position -= 1
      throw failure
    }
  }

  /// The second half of a pair, if one follows; otherwise nothing is consumed.
  private mutating func trailSurrogate() throws(JSONSyntaxError) -> UInt16? {
    let before = position
    guard skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) else {
      position = before
      return nil
    }
    let unit = try fourHexDigits()
    guard UTF16.isTrailSurrogate(unit) else {
      position = before
      return nil
    }
    return unit
  }

  private mutating func fourHexDigits() throws(JSONSyntaxError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw failure }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  mutating func number() throws(JSONSyntaxError) -> JSONNumber {
    let start = position
    _ = skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) { try digits() }
    if skip(UInt8(ascii: ".")) { try digits() }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
      try digits()
    }
    return JSONNumber(text: String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() throws(JSONSyntaxError) {
    guard let first = current, isDigit(first) else { throw failure }
    while let byte = current, isDigit(byte) { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
