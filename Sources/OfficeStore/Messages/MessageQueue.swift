import Foundation
import Logging
import Postgres
import Scheduling

/// The relay's side of the outbox. Any number of relays, on any number of machines, may work at it: a message is in the
/// hands of one at a time, and of one booking's messages only the one that comes first is in anybody's.
///
/// What becomes of a message, and not each attempt, is an entry of its office's audit, in the same transaction.
///
/// All calls throw `DomainError`.
public struct MessageQueue: Sendable {
  let pool: Pool
  let clock: ServiceClock
  let logger: Logger

  /// - Parameter pool: connections as `madoguchi_relay`, the role that sees the messages of every office and nothing else
  ///   of them.
  public init(pool: Pool, clock: ServiceClock, logger: Logger) {
    self.pool = pool
    self.clock = clock
    self.logger = logger
  }

  /// The offices that have something to send by now, by code. One whose messages are all in somebody's hands, or wait for
  /// an earlier one of the same booking, may be among them.
  public func offices() async throws(DomainError) -> [Office] {
    // grouped first: a join of all offices with a tenant table is more than a distributed engine bears
    try await onConnection { connection in
      try await connection.run(
        Statement(
          """
          WITH waiting AS MATERIALIZED (
            SELECT office_id FROM messages WHERE status = 'pending' AND next_attempt_at <= $1 GROUP BY office_id)
          SELECT o.id, o.code, o.bureau_code, o.name, o.time_zone
          FROM offices o JOIN waiting w ON w.office_id = o.id
          ORDER BY o.code
          """, clock.now())
      ).map(Office.init(row:))
    }
  }

  /// Takes up to `limit` messages of an office, the oldest first and of each booking at most one: its first that is due
  /// and neither delivered nor given up. What is not due yet, or was given up, is in nobody's way. What has become useless
  /// is dropped.
  ///
  /// - Parameter lease: how long they are the caller's; afterwards anybody may claim them again.
  public func claim(in office: Office, limit: Int, lease: Duration) async throws(DomainError) -> [QueuedMessage] {
    let now = clock.now()
    let claim = UUID()
    let statements = [
      Statement("BEGIN"), Self.enter(office, at: now), Self.droppingUseless(in: office, now: now),
      Self.claiming(claim, in: office, limit: limit, now: now, until: now + lease), Statement("COMMIT"),
    ]
    return try await onConnection { connection in
      try await connection.run(statements)[3]
        .map { try QueuedMessage(row: $0, office: office, claim: claim) }
        .sorted { ($0.dueAt, $0.createdAt) < ($1.dueAt, $1.createdAt) }
    }
  }

  /// Notes that the other side has it. False, and nothing changes, when the claim no longer holds it: then somebody else
  /// has it in hand, or has finished it.
  @discardableResult
  public func delivered(_ message: QueuedMessage) async throws(DomainError) -> Bool {
    let now = clock.now()
    // also when it was dropped meanwhile: it has left all the same
    let settling = Statement(
      """
      WITH settled AS (
        UPDATE messages SET status = 'delivered', delivered_at = $4, claim = NULL, failure_code = NULL
        WHERE office_id = $1 AND id = $2 AND claim = $3
        RETURNING id, booking_id)
      INSERT INTO audit_entries (office_id, id, role, purpose, operation, kind, booking_ids, subject_id, outcome)
      SELECT $1, $5, 'clock', $6, 'deliverMessage', 'change', ARRAY[booking_id], id, 'done' FROM settled
      """, message.office.id, message.id, message.claim, now, UUID(), Purpose.maintenance)
    return try await onConnection { connection in
      try await connection.run([
        Statement("BEGIN"), Self.enter(message.office, at: now), settling, Statement("COMMIT"),
      ])[2].affectedRows == 1
    }
  }

  /// Notes that an attempt failed and when the next one may be: at once for one that was woken while it was in hand
  /// (`Outbox.wakingDetails`). False when the claim no longer holds it.
  ///
  /// - Parameters:
  ///   - code: what went wrong, as a code of `[a-z0-9_]`, never a text of the other side.
  ///   - counts: whether the message has used up an attempt.
  @discardableResult
  public func failed(
    _ message: QueuedMessage, code: String, nextAttempt: Instant, counts: Bool = true
  ) async throws(DomainError) -> Bool {
    // a claimed message has an attempt at least; who wakes it takes them all away
    try await finish(
      Statement(
        """
        UPDATE messages SET failure_code = $5, claim = NULL,
          next_attempt_at = CASE attempts WHEN 0 THEN $6 ELSE $4 END,
          attempts = greatest(attempts - CASE WHEN $7 THEN 0 ELSE 1 END, 0)
        WHERE office_id = $1 AND id = $2 AND claim = $3
        """, message.office.id, message.id, message.claim, nextAttempt, code, clock.now(), counts))
  }

  /// Brings forward what failed with one of these codes and waits for another attempt, up to `limit` messages, those that
  /// have been due for longest. A claim keeps the order of a booking's messages as ever.
  ///
  /// - Returns: how many it brought forward; fewer than `limit` when no more wait.
  public func wake(
    failedWith codes: [String], in office: Office, limit: Int
  ) async throws(DomainError) -> Int {
    try await onConnection { connection in
      // no later than they are due: the oldest are claimed first
      try await connection.run(
        Statement(
          """
          WITH first AS MATERIALIZED (
            SELECT id FROM messages
            WHERE office_id = $1 AND status = 'pending' AND claim IS NULL AND next_attempt_at > $2 AND due_at <= $2
              AND failure_code = ANY ($3)
            ORDER BY due_at, booking_version, kind
            LIMIT $4
            FOR UPDATE SKIP LOCKED)
          UPDATE messages m SET next_attempt_at = m.due_at
          FROM first
          WHERE m.office_id = $1 AND m.id = first.id
          """, office.id, clock.now(), codes, limit)
      ).affectedRows
    }
  }

  /// Gives it up: it is dead, a task says so, and the booking's later messages may go. False when the claim no longer
  /// holds it. One that was dropped meanwhile stays dropped, without a task.
  @discardableResult
  public func gaveUp(_ message: QueuedMessage, code: String) async throws(DomainError) -> Bool {
    let now = clock.now()
    return try await onConnection { connection in
      // the task first: it waits for a command that has the booking in hand, and that command may want the message
      let results = try await connection.run([
        Statement("BEGIN"), Self.enter(message.office, at: now),
        Statement(
          """
          INSERT INTO tasks (office_id, id, kind, booking_id)
          SELECT office_id, $4, 'message_dead', booking_id FROM messages
          WHERE office_id = $1 AND id = $2 AND claim = $3 AND status = 'pending'
          ON CONFLICT (office_id, booking_id, kind) WHERE kind <> 'other' DO UPDATE
            SET created_at = $5, closed_at = NULL, closed_by = NULL
          """, message.office.id, message.id, message.claim, UUID(), now),
        Statement(
          """
          WITH settled AS (
            UPDATE messages SET status = 'dead', failure_code = $4, claim = NULL
            WHERE office_id = $1 AND id = $2 AND claim = $3 AND status = 'pending'
            RETURNING id, booking_id)
          INSERT INTO audit_entries (office_id, id, role, purpose, operation, kind, booking_ids, subject_id, outcome)
          SELECT $1, $5, 'clock', $6, 'giveUpMessage', 'change', ARRAY[booking_id], id, 'done' FROM settled
          """, message.office.id, message.id, message.claim, code, UUID(), Purpose.maintenance),
      ])
      let isDead = results[3].affectedRows == 1
      let released = Statement(
        "UPDATE messages SET claim = NULL WHERE office_id = $1 AND id = $2 AND claim = $3", message.office.id,
        message.id, message.claim)
      let last = try await connection.run(isDead ? [Statement("COMMIT")] : [Statement("ROLLBACK"), released])
      return isDead || last[1].affectedRows == 1
    }
  }

  private func finish(_ statement: Statement) async throws(DomainError) -> Bool {
    try await onConnection { try await $0.run(statement).affectedRows == 1 }
  }

  func onConnection<Result>(_ body: (Connection) async throws -> Result) async throws(DomainError) -> Result {
    do {
      return try await pool.withConnection(body)
    } catch {
      let refusal = StoreFailure.domainError(for: error)
      logger.error("outbox", metadata: ["problem": "\(refusal.code)", "error": "\(error)"])
      throw refusal
    }
  }
}

extension MessageQueue {
  private static func enter(_ office: Office, at now: Instant) -> Statement {
    Statement("SELECT enter($1, $2, $3)", office.id, now, "relay")
  }

  /// One entry of the audit for all of them.
  private static func droppingUseless(in office: Office, now: Instant) -> Statement {
    Statement(
      """
      WITH dropped AS (
        UPDATE messages SET status = 'dropped'
        WHERE office_id = $1 AND id IN (
          SELECT id FROM messages
          WHERE office_id = $1 AND status = 'pending' AND next_attempt_at <= $2 AND expires_at <= $2
          FOR UPDATE SKIP LOCKED)
        RETURNING booking_id)
      INSERT INTO audit_entries (office_id, id, role, purpose, operation, kind, booking_ids, outcome)
      SELECT $1, $3, 'clock', $4, 'dropMessages', 'change', array_agg(DISTINCT booking_id), 'done'
      FROM dropped HAVING count(*) > 0
      """, office.id, now, UUID(), Purpose.maintenance)
  }

  /// A message that becomes due late may come before one that is already in hand, if two clocks differ: so nothing is
  /// claimed beside what is in hand, either.
  private static func claiming(
    _ claim: UUID, in office: Office, limit: Int, now: Instant, until end: Instant
  ) -> Statement {
    Statement(
      """
      WITH first AS MATERIALIZED (
        SELECT m.id FROM messages m
        WHERE m.office_id = $1 AND m.status = 'pending' AND m.next_attempt_at <= $2
          AND NOT EXISTS (
            SELECT FROM messages e
            WHERE e.office_id = $1 AND e.booking_id = m.booking_id AND e.status = 'pending'
              AND (e.due_at, e.booking_version, e.kind) < (m.due_at, m.booking_version, m.kind))
          AND NOT EXISTS (
            SELECT FROM messages e
            WHERE e.office_id = $1 AND e.booking_id = m.booking_id AND e.claim IS NOT NULL AND e.next_attempt_at > $2)
        ORDER BY m.next_attempt_at
        LIMIT $3
        FOR UPDATE OF m SKIP LOCKED)
      UPDATE messages m SET attempts = m.attempts + 1, claim = $4, next_attempt_at = $5
      FROM first JOIN messages n ON n.office_id = $1 AND n.id = first.id
        LEFT JOIN terms_versions t ON t.id = n.terms_version_id
      WHERE m.office_id = $1 AND m.id = n.id
      RETURNING m.id, m.booking_id, m.kind, m.facts, m.created_at, m.due_at, m.expires_at, m.attempts, t.body
      """, office.id, now, limit, claim, end)
  }
}
