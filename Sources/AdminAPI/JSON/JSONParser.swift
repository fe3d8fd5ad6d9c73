/// A recursive descent over the bytes of one JSON text. The depth limit bounds the recursion.
struct JSONParser {
  let bytes: [UInt8]
  let depthLimit: Int
  var position = 0
  private(set) var faults: [JSONDocument.Fault] = []
  private var path: [Step] = []

  private enum Step {
    case member(String)
    case element(Int)
  }

  init(bytes: [UInt8], depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  /// The byte at the position, or nil at the end.
  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  var failure: JSONSyntaxError { JSONSyntaxError(offset: position) }

  mutating func document() throws(JSONSyntaxError) -> JSONValue {
    skipWhitespace()
    let value = try value()
    skipWhitespace()
    if position < bytes.count { throw failure }
    return value
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONValue {
    switch current {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""):
      let (text, storable) = try string()
      if !storable { record(.unstorableText) }
      return .string(text)
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func object() throws(JSONSyntaxError) -> [JSONMember] {
    try enter()
    var members: [JSONMember] = []
    var names = SeenNames()
    if !skip(UInt8(ascii: "}")) {
      repeat {
        skipWhitespace()
        guard current == UInt8(ascii: "\"") else { throw failure }
        let (name, storable) = try string()
        path.append(.member(name))
        if !storable { record(.unstorableText) }
        let isNew = names.insert(name)
        if !isNew { record(.duplicateMember) }
        skipWhitespace()
        guard skip(UInt8(ascii: ":")) else { throw failure }
        skipWhitespace()
        let value = try value()
        if isNew { members.append(JSONMember(name: name, value: value)) }
        path.removeLast()
        skipWhitespace()
      } while skip(UInt8(ascii: ","))
      guard skip(UInt8(ascii: "}")) else { throw failure }
    }
    return members
  }

  private mutating func array() throws(JSONSyntaxError) -> [JSONValue] {
    try enter()
    var elements: [JSONValue] = []
    if !skip(UInt8(ascii: "]")) {
      repeat {
        skipWhitespace()
        path.append(.element(elements.count))
        elements.append(try value())
        path.removeLast()
        skipWhitespace()
      } while skip(UInt8(ascii: ","))
      guard skip(UInt8(ascii: "]")) else { throw failure }
    }
    return elements
  }

  /// Steps over the opening bracket. Every open array or object has one step on the path, save the innermost.
  private mutating func enter() throws(JSONSyntaxError) {
    guard path.count < depthLimit else { throw failure }
    position += 1
    skipWhitespace()
  }

  private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
    for offset in 0..<word.utf8CodeUnitCount {
      guard current == word.utf8Start[offset] else { throw failure }
      position += 1
    }
    return value
  }

  private mutating func record(_ kind: JSONDocument.Fault.Kind) {
    guard faults.count < JSONDocument.faultLimit else { return }
    var pointer = JSONPointer.root
    for step in path {
      switch step {
      case .member(let name): pointer = pointer.member(name)
      case .element(let index): pointer = pointer.element(index)
      }
    }
    faults.append(JSONDocument.Fault(pointer: pointer, kind: kind))
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipWhitespace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }
}

/// The names an object has had so far, compared byte for byte: Swift's own `==` of strings takes canonically
/// equivalent texts for equal, JSON does not.
private struct SeenNames {
  private var names: Set<[UInt8]> = []

  /// False when the name was there already.
  mutating func insert(_ name: String) -> Bool {
    names.insert(Array(name.utf8)).inserted
  }
}
