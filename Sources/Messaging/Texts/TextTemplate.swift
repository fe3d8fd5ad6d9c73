import Mustache
import Scheduling

/// The template of a message's text: its first line becomes the title, what follows the empty line after it the body.
struct TextTemplate: Sendable {
  /// The most characters one may have.
  static let longest = 20_000
  /// The most that a message may become with it, about: the longest terms twice, and what is said around them.
  static let longestText = 300_000

  private let template: MustacheTemplate

  /// A template for messages of a kind. Throws unless everything that it names will be there, and all that is required is
  /// named.
  init(_ text: String, for kind: MessageKind) throws(TemplateFault) {
    guard text.unicodeScalars.count <= Self.longest else { throw .tooLong(limit: Self.longest) }
    let text = text.replacing("\r\n", with: "\n")
    guard Self.parts(of: text) != nil else { throw .noTitleOrBody }
    try TemplateScanner.check(text, against: .of(kind))
    do {
      // plain text: without this line the library would escape for HTML
      template = try MustacheTemplate(string: "{{%CONTENT_TYPE:TEXT}}\n" + text)
    } catch {
      throw .brokenTag(line: 1)
    }
  }

  /// The text with its variables filled in.
  func render(_ values: [String: TemplateValue]) -> MessageText {
    let text = template.render(values.mapValues(\.forMustache))
    let (title, body) = Self.parts(of: text) ?? ("", text[...])
    let end = body.lastIndex { $0 != "\n" }.map(body.index(after:)) ?? body.startIndex
    return MessageText(title: String(title), body: body[..<end] + "\n")
  }

  /// The first line, and what comes after the empty line below it; nil when one of them is blank.
  private static func parts(of text: String) -> (title: Substring, body: Substring)? {
    guard let end = text.firstIndex(of: "\n") else { return nil }
    let title = text[..<end]
    let body = text[end...].drop { $0 == "\n" }
    guard !title.allSatisfy(\.isWhitespace), !body.allSatisfy(\.isWhitespace) else { return nil }
    return (title, body)
  }
}
