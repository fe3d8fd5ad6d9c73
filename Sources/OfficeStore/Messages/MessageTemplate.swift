import Postgres
import Scheduling

/// 文面: an office's own words for a kind of message, in a language. A version stays as it was written; the next one takes
/// its place, and a message is told in the words that were in use when it was queued.
public struct MessageTemplate: OfficeResource {
  /// Unique within the office.
  public let id: MessageTemplateID
  /// For which messages.
  public let kind: MessageKind
  /// In which language.
  public let language: MessageLanguage
  /// 1 is the first of its kind and language.
  public let version: Int
  /// A Mustache template: title, empty line, body.
  public let text: String
  /// When it was written, and came into use.
  public let createdAt: Instant
  /// When it went out of use; nil while it is in use.
  public let retiredAt: Instant?
}

extension OfficeStore {
  /// The office's own words: those in use are listed, and any version can be found.
  public var messageTemplates: Resources<MessageTemplate> { Resources(store: self, table: MessageTemplate.table) }

  /// Puts an office's own words in the place of the program's, or of those that it had before. Whoever asks has made sure
  /// that they can be rendered.
  ///
  /// - Throws: `busy` when two do it at once.
  public func writeTemplate(
    _ text: String, for kind: MessageKind, in language: MessageLanguage, _ context: CommandContext,
    answer: @escaping (MessageTemplate) -> Answer
  ) async throws(DomainError) -> Reply {
    try await command(context, opening: { [MessageTemplate.newest(kind, language, in: $0)] }, answer: answer) {
      session, opened in
      let newest = try opened.first?.first?.decode(0, as: Int.self) ?? 0
      let template = MessageTemplate(
        id: MessageTemplateID(), kind: kind, language: language, version: newest + 1, text: text,
        createdAt: session.now,
        retiredAt: nil)
      _ = try await session.run([MessageTemplate.retiring(kind, language, in: session), template.writing(in: session)])
      return template
    }
  }
}

extension MessageTemplate {
  static let table = ResourceTable<MessageTemplate>(
    page: { after, limit, session in
      Statement(
        """
        SELECT id, kind, language, version, text, created_at, retired_at FROM message_templates
        WHERE office_id = $1 AND retired_at IS NULL AND ($2::uuid IS NULL OR (kind, language) > (
          SELECT last.kind, last.language FROM message_templates last WHERE last.office_id = $1 AND last.id = $2))
        ORDER BY kind, language LIMIT $3
        """, session.office.id, after, limit)
    },
    one: { id, session in
      Statement(
        """
        SELECT id, kind, language, version, text, created_at, retired_at FROM message_templates
        WHERE office_id = $1 AND id = $2
        """, session.office.id, id)
    },
    lock: { id, session in
      Statement("SELECT 1 FROM message_templates WHERE office_id = $1 AND id = $2", session.office.id, id)
    },
    insert: { template, session in [template.writing(in: session)] },
    // a version stays as it was written
    update: { _, _ in [] },
    retire: { id, session in
      Statement(
        "UPDATE message_templates SET retired_at = $3 WHERE office_id = $1 AND id = $2 AND retired_at IS NULL",
        session.office.id, id, session.now)
    },
    decode: MessageTemplate.init(row:))

  init(row: Row) throws {
    self.init(
      id: try row.decode(0), kind: try row.decode(1), language: try row.decode(2), version: try row.decode(3),
      text: try row.decode(4), createdAt: try row.decode(5), retiredAt: try row.decodeIfPresent(6))
  }

  fileprivate static func newest(_ kind: MessageKind, _ language: MessageLanguage, in session: Session) -> Statement {
    Statement(
      "SELECT max(version) FROM message_templates WHERE office_id = $1 AND kind = $2 AND language = $3 HAVING count(*) > 0",
      session.office.id, kind, language)
  }

  fileprivate static func retiring(_ kind: MessageKind, _ language: MessageLanguage, in session: Session) -> Statement {
    Statement(
      """
      UPDATE message_templates SET retired_at = $4
      WHERE office_id = $1 AND kind = $2 AND language = $3 AND retired_at IS NULL
      """, session.office.id, kind, language, session.now)
  }

  fileprivate func writing(in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO message_templates (office_id, id, kind, language, version, text) VALUES ($1, $2, $3, $4, $5, $6)
      """, session.office.id, id, kind, language, version, text)
  }
}
