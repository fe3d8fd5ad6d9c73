/// A text of the terms in which `{{name}}` stands for a value; all else is kept as it came.
struct TermsTemplate {
  static let placeholder: Unicode.Scalar = "○"
  static let opening = "{{"
  private static let closing = "}}"

  private let lines: [Substring.UnicodeScalarView]

  /// What filling came to.
  struct Filled {
    fileprivate(set) var text = ""
    /// The variables that the text has.
    fileprivate(set) var names: Set<String> = []
    fileprivate(set) var faults: [TermsFault] = []

    fileprivate mutating func add(_ line: Filled) {
      text += line.text
      names.formUnion(line.names)
      faults += line.faults
    }
  }

  /// A carriage return before a line's end is a part of the line.
  init(_ text: String) {
    lines = text[...].unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Puts the values in their places.
  func filled(with values: [String: String]) -> Filled {
    var filled = Filled()
    for (index, line) in lines.enumerated() {
      if index > 0 { filled.text.unicodeScalars.append("\n") }
      if line.contains(where: Self.isForbidden) { filled.faults.append(.invalidText(line: index + 1)) }
      if line.contains(Self.placeholder) { filled.faults.append(.placeholder(line: index + 1)) }
      var whole = Filled()
      Self.fill(line, index + 1, values, &whole)
      // braces of two values, or of a value and the text, may have met
      if whole.faults.isEmpty, whole.text.unicodeScalars.firstRange(of: Self.opening.unicodeScalars) != nil {
        whole.faults.append(.brokenVariable(line: index + 1))
      }
      filled.add(whole)
    }
    return filled
  }

  /// By scalars, not characters: a mark that combines with a brace hides it from nobody.
  private static func fill(
    _ line: Substring.UnicodeScalarView, _ number: Int, _ values: [String: String], _ filled: inout Filled
  ) {
    var rest = line
    while let opening = rest.firstRange(of: opening.unicodeScalars) {
      filled.text.unicodeScalars += rest[..<opening.lowerBound]
      let inner = rest[opening.upperBound...]
      guard let closing = inner.firstRange(of: closing.unicodeScalars) else {
        return filled.faults.append(.brokenVariable(line: number))
      }
      let name = inner[..<closing.lowerBound].trimmed
      rest = inner[closing.upperBound...]
      if name.isEmpty || name.contains(where: { "{}".contains($0) }) {
        filled.faults.append(.brokenVariable(line: number))
      } else if let value = values[name] {
        filled.names.insert(name)
        filled.text += value
      } else {
        filled.names.insert(name)
        filled.faults.append(.unboundVariable(name, line: number))
      }
    }
    filled.text.unicodeScalars += rest
  }

  /// Control characters but for tab, form feed and carriage return, which texts from elsewhere hold.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && !["\t", "\u{0C}", "\r"].contains(scalar)
  }
}

extension Substring.UnicodeScalarView {
  /// Without the blanks around it.
  var trimmed: String {
    let rest = drop { $0.properties.isWhitespace }
    guard let last = rest.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return String(String.UnicodeScalarView(rest[...last]))
  }
}
