import Randomness
@testable import AdminAPI

/// Random JSON trees, their texts in random but legal spellings, and what they are to Foundation.
struct RandomJSON {
  var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  mutating func value(depth: Int = 0) -> JSONValue {
    switch Int.random(in: 0..<(depth < 4 ? 6 : 4), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return number()
    case 3: return .string(string())
    case 4: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1) })
    default:
      let count = Int.random(in: 0...4, using: &random)
      return .object((0..<count).map { JSONMember(name: "\($0)" + string(), value: value(depth: depth + 1)) })
    }
  }

  private mutating func number() -> JSONValue {
    let texts = ["0", "-0", "7", "-12", "3.25", "1e2", "2.5E-3", "900719925474099", "-0.125"]
    return parsed(texts.randomElement(using: &random) ?? "0")
  }

  private mutating func string() -> String {
    let scalars: [Unicode.Scalar] = ["a", "é", "職", "𠮷", "\"", "\\", "/", "\n", "\t", "\u{1F}", "\u{2028}", " ", "~"]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...6, using: &random) { text.append(scalars.randomElement(using: &random) ?? "a") }
    return String(text)
  }

  /// A number can only be made by parsing one.
  private func parsed(_ text: String) -> JSONValue {
    (try? JSONDocument(parsing: Array(text.utf8)).root) ?? .null
  }

  /// The text of a value, with random blanks and escapes.
  mutating func spell(_ value: JSONValue) -> String {
    switch value {
    case .null: blank() + "null" + blank()
    case .bool(let flag): blank() + (flag ? "true" : "false") + blank()
    case .number(let number): blank() + number.text + blank()
    case .string(let text): blank() + quoted(text) + blank()
    case .array(let elements): "[" + blank() + elements.map { spell($0) }.joined(separator: ",") + "]"
    case .object(let members):
      "{" + blank() + members.map { blank() + quoted($0.name) + blank() + ":" + spell($0.value) }.joined(separator: ",")
        + "}" + blank()
    }
  }

  private mutating func blank() -> String {
    ["", "", "", " ", "\n\t", "\r\n "].randomElement(using: &random) ?? ""
  }

  private mutating func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      let mustEscape = scalar == "\"" || scalar == "\\" || scalar.value < 0x20
      if mustEscape || Int.random(in: 0..<4, using: &random) == 0 {
        for unit in String(scalar).utf16 {
          let hex = String(unit, radix: 16, uppercase: Bool.random(using: &random))
          quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
      } else {
        quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
