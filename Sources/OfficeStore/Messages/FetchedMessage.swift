import Postgres
import Scheduling

/// A message with all that its texts are made of, for who fetches it instead of being sent it.
public struct FetchedMessage: Sendable {
  /// The message itself.
  public let message: OutboxMessage
  /// The text of the terms that goes with it: an offer's, a change's.
  public let terms: String?
  /// The office's own words that were in use when it was queued.
  public let words: [WordsInUse]
  /// What leads into the meeting that it tells of; nil for a message that tells of none, and while none is issued.
  public let credentials: MeetingCredentials?
}

extension FetchedMessage: Audited {
  var auditSubjects: AuditSubjects { message.auditSubjects }
}

extension OfficeStore {
  /// One message; for the gateway, while somebody is still to be told, with what its texts are made of.
  ///
  /// - Throws: `notFound` when the office has none with this id, or the gateway is not to see it yet.
  public func fetchMessage(
    _ id: MessageID, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> FetchedMessage {
    guard caller.receivesMessages else {
      return FetchedMessage(message: try await message(id, caller, office), terms: nil, words: [], credentials: nil)
    }
    let statements = { (session: Session) in
      [OutboxMessage.reading(id, isReceiver: true, in: session)] + FetchedMessage.reading(id, in: session)
    }
    return try await read(caller, office, auditing: .shown, statements) { _, results in
      let found = Array(results)
      guard let row = found[0].first else { throw DomainError.notFound }
      let message = try OutboxMessage(row: row)
      guard message.status.isToBeTold else {
        return FetchedMessage(message: message, terms: nil, words: [], credentials: nil)
      }
      return FetchedMessage(
        message: message, terms: try found[1].first?.decode(0, as: String.self),
        words: try found[2].map(WordsInUse.init(row:)), credentials: try found[3].first.flatMap { try open($0, caller) }
      )
    }
  }

  /// Nil while there is nothing to release, or nothing here to open it with.
  private func open(_ row: Row, _ caller: Caller) throws -> MeetingCredentials? {
    do {
      return try release(row, to: caller).credentials
    } catch DomainError.meetingNotIssued, DomainError.illegalTransition, DomainError.keysMissing {
      return nil
    }
  }
}

extension FetchedMessage {
  /// The terms, the words, and the booking with its meeting as `OfficeStore.release` reads it.
  fileprivate static func reading(_ id: MessageID, in session: Session) -> [Statement] {
    [
      Statement(
        """
        SELECT t.body FROM messages m JOIN terms_versions t ON t.id = m.terms_version_id
        WHERE m.office_id = $1 AND m.id = $2
        """, session.office.id, id),
      Statement(
        """
        SELECT w.id, w.kind, w.language, w.text, w.created_at, w.retired_at
        FROM messages m JOIN message_templates w ON w.office_id = m.office_id AND w.kind = m.kind
          AND w.created_at <= m.created_at AND (w.retired_at IS NULL OR w.retired_at > m.created_at)
        WHERE m.office_id = $1 AND m.id = $2
        """, session.office.id, id),
      Statement(
        """
        SELECT b.status_now, b.counselor_id, NULL::uuid, NULL::uuid, x.place, x.key_id, x.box, x.issued_at
        FROM messages m
          JOIN bookings_by_the_clock b ON b.office_id = m.office_id AND b.id = m.booking_id
          LEFT JOIN meetings x ON x.office_id = b.office_id AND x.booking_id = b.id AND x.revoked_at IS NULL
        WHERE m.office_id = $1 AND m.id = $2 AND m.kind = ANY ($3)
        """, session.office.id, id, MessageKind.allCases.filter(\.tellsOfMeeting)),
    ]
  }
}
