import OfficeStore
import Scheduling

/// A template to be rendered with made-up facts.
public struct MessageDraft: Sendable {
  /// For which messages.
  public let kind: MessageKind
  /// In which language.
  public let language: MessageLanguage
  /// The template; the program's own when nil.
  public let text: String?
  /// Whose words they are.
  public let office: Office
}

/// A made-up message as a template tells it.
public struct MessagePreview: Sendable {
  /// What distinguishes it from the others of its kind: `zoom`, `by_user`.
  public let sample: String
  /// One line.
  public let title: String
  /// The rest.
  public let body: String

  /// A message made up of its parts.
  public init(sample: String, title: String, body: String) {
    self.sample = sample
    self.title = title
    self.body = body
  }
}

/// Renders a template with every made-up message of its kind. Handed in, because the API knows nothing of how texts are
/// made. Throws when the template can't be rendered.
public typealias PreviewMessage = @Sendable (MessageDraft) throws(TemplateFault) -> [MessagePreview]
