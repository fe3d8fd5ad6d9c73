import Scheduling

/// Reads a template's tags and holds them against what its kind of message has.
///
/// Mustache shows nothing for a name that it doesn't know, and what is lacking in a message nobody sees. So every name is
/// checked before a template is kept, and templates may use no more of Mustache than can be checked: variables, sections,
/// inverted sections, comments.
///
/// A list in itself would double what it shows with every level, and the terms may be long: so no section opens in itself,
/// few in one another, and a template that could grow beyond measure is refused.
struct TemplateScanner {
  /// A section that is open, and what it adds to what can be named.
  private struct Open {
    let name: String
    let line: Int
    let fields: [String: TemplateShape.Field]
    let path: String
    /// It shows what stands in it where its name is lacking.
    let isInverted: Bool
    /// How often what stands here is shown at most.
    let repetitions: Int
  }

  /// A place where something is named.
  private struct Use {
    let path: String
    let inside: [Open]

    /// Whether the place is shown in a message in which these are there.
    func isShown(_ shown: Set<String>) -> Bool {
      inside.allSatisfy { shown.contains($0.path) != $0.isInverted }
    }
  }

  /// Sections that stand in one another at most.
  private static let deepest = 4

  private let text: String
  private let shape: TemplateShape
  private var position: String.Index
  private var line = 1
  private var open: [Open] = []
  private var uses: [Use] = []
  /// How long a text it may become, about.
  private var length = 0

  private init(_ text: String, _ shape: TemplateShape) {
    self.text = text
    self.shape = shape
    position = text.startIndex
  }

  /// Succeeds when every tag of the text can be filled, and nothing is lacking.
  static func check(_ text: String, against shape: TemplateShape) throws(TemplateFault) {
    var scanner = TemplateScanner(text, shape)
    while let tag = try scanner.next() { try scanner.take(tag) }
    if let section = scanner.open.last { throw .unclosedSection(section.name, line: section.line) }
    scanner.length += text[scanner.position...].unicodeScalars.count
    guard scanner.length <= TextTemplate.longestText else { throw .tooLong(limit: TextTemplate.longestText) }
    for shown in shape.cases {
      let missing = shape.required.first { name in
        shape.has(name, in: shown) && !scanner.uses.contains { $0.path == name && $0.isShown(shown) }
      }
      if let missing { throw .missingVariable(missing) }
    }
  }

  /// What stands between the next two pairs of braces.
  private mutating func next() throws(TemplateFault) -> Substring? {
    guard let start = text[position...].firstRange(of: "{{") else { return nil }
    length += text[position..<start.lowerBound].unicodeScalars.count * repetitions
    line += text[position..<start.lowerBound].count(where: \.isNewline)
    guard let end = text[start.upperBound...].firstRange(of: "}}") else { throw .brokenTag(line: line) }
    position = end.upperBound
    return text[start.upperBound..<end.lowerBound]
  }

  private mutating func take(_ tag: Substring) throws(TemplateFault) {
    switch tag.first {
    case "!": line += tag.count(where: \.isNewline)
    case "#", "^":
      let name = try name(in: tag.dropFirst())
      let (field, path) = try field(name)
      guard field.length == nil else { throw .notASection(name, line: line) }
      guard open.count < Self.deepest, !open.contains(where: { $0.path == path }) else {
        throw .nestedSection(name, line: line)
      }
      let isInverted = tag.first == "^"
      open.append(
        Open(
          name: name, line: line, fields: isInverted ? [:] : field.inside(name), path: path, isInverted: isInverted,
          repetitions: isInverted ? repetitions : repetitions * field.repetitions))
    case "/":
      let name = try name(in: tag.dropFirst())
      guard open.last?.name == name else { throw .unopenedSection(name, line: line) }
      open.removeLast()
    default:
      let name = try name(in: tag)
      let (field, path) = try field(name)
      guard let longest = field.length else { throw .notAText(name, line: line) }
      length += longest * repetitions
      uses.append(Use(path: path, inside: open))
    }
  }

  private var repetitions: Int { open.last?.repetitions ?? 1 }

  private func name(in tag: Substring) throws(TemplateFault) -> String {
    let name = tag.trimming(while: { $0 == " " })
    let isName = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
    guard !name.isEmpty, name.utf8.count <= 40, isName else { throw .brokenTag(line: line) }
    return String(name)
  }

  /// What a name stands for here, from the innermost section outwards; its path tells where it was found.
  private func field(_ name: String) throws(TemplateFault) -> (TemplateShape.Field, path: String) {
    for section in open.reversed() {
      guard let field = section.fields[name] else { continue }
      // the text of `{{#terms}}{{terms}}{{/terms}}` is the section's own
      return (field, section.name == name ? section.path : "\(section.path).\(name)")
    }
    guard let field = shape.fields[name] else { throw .unknownVariable(name, line: line) }
    return (field, name)
  }
}

extension Substring {
  fileprivate func trimming(while isBlank: (Character) -> Bool) -> Substring {
    let start = drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start.prefix(0) }
    return start[...last]
  }
}
