import Logging
import OfficeStore
import Scheduling

extension MessageTexts {
  /// What a message says in each language to who fetches it: the same that a webhook would be sent. Nil for one that nobody
  /// gets any more, and for one that can't be told: its meeting is not issued, or its facts lack something, which is logged.
  public static func told(
    _ fetched: FetchedMessage, in office: OfficeCode, logger: Logger
  ) -> [MessageLanguage: MessageText]? {
    let message = fetched.message
    guard message.status.isToBeTold, let facts = message.facts,
      fetched.credentials != nil || !message.kind.tellsOfMeeting
    else { return nil }
    let wording = Wording(
      message: message.id, office: office, kind: message.kind, queuedAt: message.createdAt, facts: facts,
      terms: fetched.terms, logger: logger)
    do throws(LackingFact) {
      return try wording.texts(in: fetched.words, credentials: fetched.credentials).texts
    } catch {
      return nil
    }
  }
}
