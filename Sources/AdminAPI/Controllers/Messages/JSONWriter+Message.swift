import OfficeStore
import Scheduling

extension JSONWriter {
  /// The members of a message: how far it has come, and for its receiver what it says.
  mutating func message(_ message: OutboxMessage, in zone: OfficeZone) {
    member("id", message.id.description)
    member("booking", message.booking.description)
    member("kind", message.kind.rawValue)
    member("channel", message.channel)
    member("status", message.status.rawValue)
    member("attempts", message.attempts)
    member("failure", message.failure)
    member("created_at", message.createdAt, in: zone)
    member("due_at", message.dueAt, in: zone)
    member("expires_at", message.expiresAt, in: zone)
    member("delivered_at", message.deliveredAt, in: zone)
    member("redelivered_at", message.redeliveredAt, in: zone)
    member("redelivered_by", message.redeliveredBy)
    if let facts = message.facts { content(facts: facts) }
  }

  /// The texts of a message that its receiver fetches, by language; null while it can't be told.
  mutating func texts(_ texts: [MessageLanguage: ToldText]?) {
    member("texts", object: texts) { json, texts in
      for language in MessageLanguage.allCases {
        json.member(language.member, object: texts[language]) { json, text in
          json.member("title", text.title)
          json.member("body", text.body)
        }
      }
    }
  }

  /// All that only the receiver may see of a message in a list.
  private mutating func content(facts: [UInt8]) {
    name("facts")
    raw(facts)
  }
}

extension MessageLanguage {
  fileprivate var member: StaticString {
    switch self {
    case .japanese: "ja"
    case .english: "en"
    }
  }
}
