/// What a variable of a template stands for.
enum TemplateValue: Sendable, Hashable {
  /// A text; see ``line(_:)`` and ``text(_:)``.
  case string(String)
  /// Whether a section is shown.
  case flag(Bool)
  /// The fields of a section, or nil when there is nothing to show.
  case section([String: TemplateValue]?)
  /// The fields of each repetition of a section.
  case list([[String: TemplateValue]])

  /// A text of one line: whatever a person typed, it can't begin another line, and so not pretend to be the office.
  static func line(_ text: String) -> TemplateValue {
    let parts = text.unicodeScalars.split { $0.endsLine || $0.isHidden }
    return .string(parts.map { String($0) }.joined(separator: " "))
  }

  /// A text of many lines that the office itself wrote, such as the terms; only its line ends are made uniform, and what
  /// nobody sees is taken out.
  static func text(_ text: String) -> TemplateValue {
    var clean = String.UnicodeScalarView()
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      if scalar.endsLine { clean.append("\n") } else if !scalar.isHidden || scalar == "\t" { clean.append(scalar) }
    }
    return .string(String(clean))
  }

  /// As the Mustache library takes it.
  var forMustache: Any {
    switch self {
    case .string(let text): text
    case .flag(let isShown): isShown
    case .section(nil): false
    case .section(let fields?): fields.mapValues(\.forMustache)
    case .list(let items): items.map { $0.mapValues(\.forMustache) }
    }
  }
}

extension Unicode.Scalar {
  /// LF, CR, VT, FF, NEL and Unicode's own separators.
  fileprivate var endsLine: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Controls, and the marks that turn the direction of what follows.
  fileprivate var isHidden: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: properties.generalCategory == .control
    }
  }
}
