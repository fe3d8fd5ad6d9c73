/// Why a template of a message's text is no use. A name is what stands in the tag; it is told back only when it looks like
/// one (`[A-Za-z0-9_.]`, at most 40), so that no other part of the text is.
public enum TemplateFault: Error, Sendable, Hashable {
  /// There is no such variable in this kind of message, or not at this place.
  case unknownVariable(String, line: Int)
  /// It holds no text: `{{#name}}…{{/name}}` opens it.
  case notAText(String, line: Int)
  /// It holds a text, which no section opens.
  case notASection(String, line: Int)
  /// A section is opened and not closed.
  case unclosedSection(String, line: Int)
  /// A section is closed that is not open, or not the innermost.
  case unopenedSection(String, line: Int)
  /// A section opens in itself, or too deep in others.
  case nestedSection(String, line: Int)
  /// A tag that is cut off, or of a kind that templates do not use.
  case brokenTag(line: Int)
  /// A message of the kind would lack what it is for, each one or one of a certain case: what stands in a section counts
  /// only where the section is shown.
  case missingVariable(String)
  /// The first line, which is the title, is empty; or nothing follows it.
  case noTitleOrBody
  /// It has more than so many characters, or may come to more with the longest terms and the most times.
  case tooLong(limit: Int)

  /// The stable problem code of the API.
  public var code: String { "template_invalid" }

  /// The variable and its line, as a sentence may name them: `{{phon}}, line 3`.
  public var place: String {
    switch self {
    case .unknownVariable(let name, let line), .notAText(let name, let line), .notASection(let name, let line),
      .unclosedSection(let name, let line), .unopenedSection(let name, let line), .nestedSection(let name, let line):
      "{{\(name)}}, line \(line)"
    case .brokenTag(let line): "line \(line)"
    case .missingVariable(let name): "{{\(name)}}"
    case .noTitleOrBody: "line 1"
    case .tooLong(let limit): "\(limit)"
    }
  }
}
