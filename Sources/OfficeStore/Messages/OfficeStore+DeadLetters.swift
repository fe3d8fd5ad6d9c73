import Foundation
import Postgres
import Scheduling

/// What became of an office's dead letters: messages given up that nobody has dealt with, because the task is open.
public struct DeadLetters: Sendable, Equatable {
  /// They wait again, or would.
  public internal(set) var revived = 0
  /// What they say is no longer so: they stay dead, for a person to deal with.
  public internal(set) var outdated = 0
}

extension OfficeStore {
  /// Sends an office's dead letters once more, by the rules of `redeliver` and a batch a transaction: after a stop, what was
  /// revived is, and a second run takes the rest. Of a booking all wait together, in their old order.
  ///
  /// - Parameters:
  ///   - since: only those given up then or later; a moment before may be among them, at most a relay's lease.
  ///   - isRehearsal: counts and changes nothing.
  ///   - batch: messages in one transaction at most.
  ///   - told: told after each batch what has been done so far.
  /// - Throws: `databaseUnavailable`.
  public func redeliverDeadLetters(
    in office: Office, since: Instant? = nil, isRehearsal: Bool = false, batch: Int = 200, _ caller: Caller,
    told: (DeadLetters) -> Void = { _ in }
  ) async throws(DomainError) -> DeadLetters {
    let caller = caller.acting(on: Occasion(operation: "redeliverDeadLetters", purpose: .maintenance))
    let start = clock.now()
    var done = DeadLetters()
    var last: DeadLetter?
    repeat {
      let after = last
      let letters = try await onConnection { connection -> [DeadLetter] in
        let session = Session(connection, by: caller, in: office, at: clock.now(), keys: keys)
        let opened = try await session.run([
          Statement("BEGIN"), session.enter, DeadLetter.keepingRefusals(in: session),
          DeadLetter.reading(since: since, after: after, limit: batch, in: session),
        ])
        let letters = try opened[3].map { try DeadLetter(row: $0, now: session.now) }
        let revived = letters.filter(\.isStillSo)
        if isRehearsal || revived.isEmpty {
          _ = try await session.run([Statement("ROLLBACK")])
        } else {
          try await session.commit(after: DeadLetter.reviving(revived, dueAt: start, in: session))
        }
        return letters
      }
      let revived = letters.count { $0.isStillSo }
      done.revived += revived
      done.outdated += letters.count - revived
      last = letters.count == batch ? letters.last : nil
      told(done)
    } while last != nil
    return done
  }
}

private struct DeadLetter: Sendable {
  let id: MessageID
  let booking: BookingID
  /// Whether it may be sent once more.
  let isStillSo: Bool

  init(row: Row, now: Instant) throws {
    id = try row.decode(0)
    booking = try row.decode(1)
    let kind = try row.decode(2, as: MessageKind.self)
    isStillSo = kind.isStillSo(
      expiresAt: try row.decodeIfPresent(3), booking: try row.decode(4), later: try row.decode(5),
      isRefused: try row.decode(6), now: now)
  }

  /// Nobody lifts a refusal while its notice is judged and sent once more.
  static func keepingRefusals(in session: Session) -> Statement {
    Statement(
      """
      SELECT 1 FROM refusals r
      WHERE r.office_id = $1 AND EXISTS (
        SELECT FROM messages m
        WHERE m.office_id = $1 AND m.booking_id = r.booking_id AND m.kind = 'refused' AND m.status = 'dead')
      FOR SHARE OF r
      """, session.office.id)
  }

  /// The lease of the last attempt says when it was given up. What retention has blanked says nothing any more.
  static func reading(since: Instant?, after last: DeadLetter?, limit: Int, in session: Session) -> Statement {
    Statement(
      """
      SELECT m.id, m.booking_id, m.kind, m.expires_at, b.status_now, ARRAY(
          SELECT n.kind FROM messages n
          WHERE n.office_id = $1 AND n.booking_id = m.booking_id AND n.booking_version > m.booking_version),
        EXISTS (
          SELECT FROM refusals_by_the_clock r
          WHERE r.office_id = $1 AND r.booking_id = m.booking_id AND r.noticed_at = m.created_at
            AND r.status_now = 'in_force')
      FROM messages m JOIN bookings_by_the_clock b ON b.office_id = m.office_id AND b.id = m.booking_id
      WHERE m.office_id = $1 AND m.status = 'dead' AND m.blanked_at IS NULL
        AND ($2::timestamptz IS NULL OR m.next_attempt_at >= $2)
        AND ($3::uuid IS NULL OR (m.booking_id, m.id) > ($3, $4::uuid))
        AND EXISTS (
          SELECT FROM tasks t
          WHERE t.office_id = $1 AND t.booking_id = m.booking_id AND t.kind = 'message_dead' AND t.closed_at IS NULL)
      ORDER BY m.booking_id, m.id
      LIMIT $5
      FOR UPDATE OF m SKIP LOCKED
      """, session.office.id, since, last?.booking, last?.id, limit)
  }

  /// With one `due_at` for a whole run, so that the versions decide on the order of a booking's.
  static func reviving(_ letters: [DeadLetter], dueAt: Instant, in session: Session) -> [Statement] {
    var bookings: [BookingID] = []
    for letter in letters where bookings.last != letter.booking { bookings.append(letter.booking) }
    return [
      Statement(
        """
        UPDATE messages SET status = 'pending', attempts = 0, failure_code = NULL, due_at = $3, next_attempt_at = $3,
          redelivered_at = $4, redelivered_by = $5
        WHERE office_id = $1 AND id = ANY ($2)
        """, session.office.id, letters.map(\.id), dueAt, session.now, session.actor),
      Statement(
        """
        UPDATE tasks t SET closed_at = $3, closed_by = $4
        WHERE t.office_id = $1 AND t.kind = 'message_dead' AND t.booking_id = ANY ($2) AND t.closed_at IS NULL
          AND NOT EXISTS (SELECT FROM messages m
            WHERE m.office_id = $1 AND m.booking_id = t.booking_id AND m.status = 'dead')
        """, session.office.id, bookings, session.now, session.actor),
      session.entry(.change, about: AuditSubjects(bookings: bookings)),
    ]
  }
}
