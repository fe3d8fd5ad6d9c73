import Foundation
import Postgres
import Scheduling

/// Where an office's messages are sent.
public struct Webhook: Sendable {
  /// The address.
  public let url: String
  /// What signs them, sealed.
  public let sealed: KeyRing.Sealed
  let id: UUID

  /// Opens the secret. Throws when no key of the ring does.
  public func secret(with keys: KeyRing) throws(KeyRingError) -> [UInt8] {
    try keys.open(sealed, for: Self.place(id))
  }

  /// What the secret is sealed for.
  static func place(_ id: UUID) -> String { id.uuidString.lowercased() }
}

/// An office's words for a kind of message in a language, and while they were in use.
public struct WordsInUse: Sendable {
  /// The version's id, for the log.
  public let id: MessageTemplateID
  /// For which messages.
  public let kind: MessageKind
  /// In which language.
  public let language: MessageLanguage
  /// The template.
  public let text: String
  let from: Instant
  let until: Instant?

  /// Whether a message that was queued at `instant` is told in these words.
  public func wereInUse(at instant: Instant) -> Bool {
    from <= instant && (until.map { instant < $0 } ?? true)
  }
}

extension WordsInUse {
  init(row: Row) throws {
    self.init(
      id: try row.decode(0), kind: try row.decode(1), language: try row.decode(2), text: try row.decode(3),
      from: try row.decode(4), until: try row.decodeIfPresent(5))
  }
}

extension MessageQueue {
  /// The office's own webhook; nil when it has none.
  public func webhook(of office: Office) async throws(DomainError) -> Webhook? {
    try await read(
      office, Statement("SELECT url, key_id, box, id FROM webhooks WHERE office_id = $1", office.id)
    ) { row in
      Webhook(
        url: try row.decode(0), sealed: KeyRing.Sealed(keyID: try row.decode(1), box: try row.decode(2)),
        id: try row.decode(3))
    }.first
  }

  /// The office's own words that were in use at `oldest` or later.
  public func words(of office: Office, since oldest: Instant) async throws(DomainError) -> [WordsInUse] {
    try await read(
      office,
      Statement(
        """
        SELECT id, kind, language, text, created_at, retired_at FROM message_templates
        WHERE office_id = $1 AND (retired_at IS NULL OR retired_at > $2)
        """, office.id, oldest)
    ) { try WordsInUse(row: $0) }
  }

  /// One statement in one round trip, in the office.
  private func read<Value>(
    _ office: Office, _ statement: Statement, _ decode: @escaping (Row) throws -> Value
  ) async throws(DomainError) -> [Value] {
    let enter = Statement("SELECT enter($1, $2, $3)", office.id, clock.now(), "relay")
    return try await onConnection { connection in
      try await connection.run([Statement("BEGIN READ ONLY"), enter, statement, Statement("COMMIT")])[2].map(decode)
    }
  }
}
