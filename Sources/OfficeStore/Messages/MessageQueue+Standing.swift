import Postgres
import Scheduling

/// How an office's outbox stands at one moment.
public struct QueueStanding: Sendable, Equatable {
  /// Whose it is.
  public let office: OfficeCode
  /// Messages that are due, of use and not delivered, but for those that wait for a meeting.
  public let pending: Int
  /// Since when the oldest of those has been due; nil when there is none.
  public let oldestDue: Instant?
  /// Messages of bookings whose details have been due without a meeting to tell.
  public let withoutMeeting: Int
  /// Messages in a relay's hands.
  public let inHand: Int
  /// Messages given up that nobody has dealt with: their tasks are open.
  public let dead: Int
}

extension MessageQueue {
  /// The outboxes in which anything is late or dead, by the office's code.
  public func standings() async throws(DomainError) -> [QueueStanding] {
    let now = clock.now()
    return try await onConnection { connection in
      // grouped first, as in `offices()`
      try await connection.run(
        Statement(
          """
          WITH due AS MATERIALIZED (
            SELECT office_id, due_at, claim IS NOT NULL AND next_attempt_at > $1 AS in_hand,
              coalesce(bool_or(failure_code = 'no_meeting') OVER (PARTITION BY office_id, booking_id), false)
                AS has_no_meeting
            FROM messages
            WHERE status = 'pending' AND due_at <= $1 AND (expires_at IS NULL OR expires_at > $1)),
          waiting AS MATERIALIZED (
            SELECT office_id, count(*) FILTER (WHERE NOT has_no_meeting) AS pending,
              min(due_at) FILTER (WHERE NOT has_no_meeting) AS oldest,
              count(*) FILTER (WHERE has_no_meeting) AS without_meeting, count(*) FILTER (WHERE in_hand) AS in_hand
            FROM due GROUP BY office_id),
          given_up AS MATERIALIZED (
            SELECT m.office_id, count(*) AS dead FROM messages m
            WHERE m.status = 'dead' AND EXISTS (
              SELECT FROM tasks t
              WHERE t.office_id = m.office_id AND t.booking_id = m.booking_id AND t.kind = 'message_dead'
                AND t.closed_at IS NULL)
            GROUP BY m.office_id)
          SELECT o.code, coalesce(w.pending, 0), w.oldest, coalesce(w.without_meeting, 0), coalesce(w.in_hand, 0),
            coalesce(g.dead, 0)
          FROM offices o LEFT JOIN waiting w ON w.office_id = o.id LEFT JOIN given_up g ON g.office_id = o.id
          WHERE w.office_id IS NOT NULL OR g.office_id IS NOT NULL
          ORDER BY o.code
          """, now)
      ).map(QueueStanding.init(row:))
    }
  }
}

extension QueueStanding {
  fileprivate init(row: Row) throws {
    guard let office = OfficeCode(try row.decode(0, as: String.self)) else { throw StoreFailure.unreadable("offices") }
    self.init(
      office: office, pending: try row.decode(1), oldestDue: try row.decodeIfPresent(2),
      withoutMeeting: try row.decode(3), inHand: try row.decode(4), dead: try row.decode(5))
  }
}
