import Postgres
import Scheduling

extension OfficeStore {
  /// Messages in the order in which they were queued, one more than `limit` when there is a next page. What they say comes
  /// only for the gateway, which sees those that are due.
  public func messages(
    _ query: MessageQuery, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [OutboxMessage] {
    let isReceiver = caller.receivesMessages
    return try await read(
      caller, office, auditing: .listed { query.entry(isReceiver: isReceiver, in: $0) },
      { [query.statement(isReceiver: isReceiver, in: $0)] }
    ) { _, results in
      try results.first?.map(OutboxMessage.init(row:)) ?? []
    }
  }

  /// One message; `notFound` when the office has none with this id, or the gateway is not to see it yet.
  public func message(
    _ id: MessageID, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> OutboxMessage {
    let reading = { OutboxMessage.reading(id, isReceiver: caller.receivesMessages, in: $0) }
    return try await read(caller, office, auditing: .shown, { [reading($0)] }) { _, results in
      guard let row = results.first?.first else { throw DomainError.notFound }
      return try OutboxMessage(row: row)
    }
  }

  /// Notes that MyPage has fetched a message and kept it, whatever the relay thinks of it; once more changes nothing.
  ///
  /// - Throws: `notFound`.
  public func acknowledge(
    _ id: MessageID, _ context: CommandContext, answer: @escaping (OutboxMessage) -> Answer
  ) async throws(DomainError) -> Reply {
    let isReceiver = context.caller.receivesMessages
    let opening = { (session: Session) in
      [OutboxMessage.lock(id, in: session), OutboxMessage.reading(id, isReceiver: isReceiver, in: session)]
    }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      guard let row = opened.last?.first else { throw DomainError.notFound }
      var message = try OutboxMessage(row: row)
      guard message.status != .delivered else { return message }
      (message.status, message.deliveredAt, message.failure) = (.delivered, session.now, nil)
      _ = try await session.run([message.writing(in: session), message.closingTask(in: session)])
      return message
    }
  }

  /// Sends a message once more that was delivered or given up, by somebody's command: it waits again, behind whatever the
  /// booking's other messages are, with its old id and its attempts counted anew.
  ///
  /// - Throws: `notFound`; `messagePending` for one that is still on its way; `messageOutdated` for one that is no longer
  ///   so; `blanked` for one that retention has taken the words from.
  public func redeliver(
    _ id: MessageID, _ context: CommandContext, answer: @escaping (OutboxMessage) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in OutboxMessage.openingRedelivery(of: id, in: session) }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      let opened = Array(opened)
      guard let row = opened[2].first, let around = opened[3].first else { throw DomainError.notFound }
      var message = try OutboxMessage(row: row)
      guard message.status != .pending else { throw DomainError.messagePending }
      guard try !around.decode(3, as: Bool.self) else { throw DomainError.blanked }
      let isStillSo = message.kind.isStillSo(
        expiresAt: message.expiresAt, booking: try around.decode(0), later: try around.decode(1),
        isRefused: try around.decode(2), now: session.now)
      guard message.status != .dropped, isStillSo else { throw DomainError.messageOutdated }
      (message.status, message.attempts, message.failure, message.deliveredAt) = (.pending, 0, nil, nil)
      (message.dueAt, message.redeliveredAt, message.redeliveredBy) = (session.now, session.now, session.actor)
      _ = try await session.run([message.writing(in: session), message.closingTask(in: session)])
      return message
    }
  }
}

extension Caller {
  /// Whether it is MyPage, to which the messages go.
  var receivesMessages: Bool { role.may(.acknowledgeMessages) }
}

extension OutboxMessage {
  /// What a redelivery locks and judges by. The refusal first, as who lifts it does: nobody does meanwhile.
  static func openingRedelivery(of id: MessageID, in session: Session) -> [Statement] {
    [
      Statement(
        """
        SELECT 1 FROM refusals
        WHERE office_id = $1 AND booking_id = (
          SELECT booking_id FROM messages WHERE office_id = $1 AND id = $2 AND kind = 'refused')
        FOR SHARE
        """, session.office.id, id),
      lock(id, in: session), reading(id, isReceiver: false, in: session), surroundings(of: id, in: session),
    ]
  }

  /// The booking's status by the clock, what was queued for later versions of it, whether the refusal is in force that a
  /// notice was queued with, and whether retention was here.
  private static func surroundings(of id: MessageID, in session: Session) -> Statement {
    Statement(
      """
      SELECT b.status_now, ARRAY(
          SELECT n.kind FROM messages n
          WHERE n.office_id = $1 AND n.booking_id = m.booking_id AND n.booking_version > m.booking_version),
        EXISTS (
          SELECT FROM refusals_by_the_clock r
          WHERE r.office_id = $1 AND r.booking_id = m.booking_id AND r.noticed_at = m.created_at
            AND r.status_now = 'in_force'),
        m.blanked_at IS NOT NULL
      FROM messages m JOIN bookings_by_the_clock b ON b.office_id = m.office_id AND b.id = m.booking_id
      WHERE m.office_id = $1 AND m.id = $2
      """, session.office.id, id)
  }

  /// Takes it out of a relay's hands.
  fileprivate func writing(in session: Session) -> Statement {
    Statement(
      """
      UPDATE messages SET status = $3, attempts = $4, failure_code = $5::text, due_at = $6, next_attempt_at = $6,
        delivered_at = $7::timestamptz, redelivered_at = $8::timestamptz, redelivered_by = $9::text, claim = NULL
      WHERE office_id = $1 AND id = $2
      """, session.office.id, id, status, attempts, failure, dueAt, deliveredAt, redeliveredAt, redeliveredBy)
  }

  /// Closes the task about given-up messages of the booking, unless another one lies dead.
  fileprivate func closingTask(in session: Session) -> Statement {
    Statement(
      """
      UPDATE tasks SET closed_at = $3, closed_by = $4
      WHERE office_id = $1 AND kind = 'message_dead' AND booking_id = $2 AND closed_at IS NULL
        AND NOT EXISTS (
          SELECT FROM messages m WHERE m.office_id = $1 AND m.booking_id = $2 AND m.status = 'dead')
      """, session.office.id, booking, session.now, session.actor)
  }
}
