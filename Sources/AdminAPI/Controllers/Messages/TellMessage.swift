import OfficeStore
import Scheduling

/// What a message says in one language.
public struct ToldText: Sendable {
  /// One line.
  public let title: String
  /// The rest.
  public let body: String

  /// A text made up of its parts.
  public init(title: String, body: String) {
    self.title = title
    self.body = body
  }
}

/// Makes the texts of a message that is fetched, the same that a webhook would be sent. Handed in, because the API knows
/// nothing of how texts are made. Nil for a message that nobody gets any more, or that can't be told yet.
public typealias TellMessage = @Sendable (FetchedMessage, Office) -> [MessageLanguage: ToldText]?
