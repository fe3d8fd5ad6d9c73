import Postgres
import Scheduling

/// What a booking was issued to meet with (Art. 6(3)): a copy of a sealed box, made in SQL, so that no command opens a
/// secret. One is in force at a time, and only while the booking is firm or its session runs.
enum Meeting {
  /// Issues to each of these bookings that is firm and has none in force: from the pool of its licence while that lasts, else
  /// what the licence shows for every meeting. One whose licence has neither waits until it has.
  ///
  /// Belongs after the statement that makes the bookings what they are now. Two statements: whoever wants from the same
  /// pool waits, and then looks at what is left.
  static func issuing(to bookings: [BookingID], in session: Session) -> [Statement] {
    [
      Statement(
        """
        SELECT pg_advisory_xact_lock(hashtextextended('meeting_pool ' || pool.licence_id, $3))
        FROM (
          SELECT DISTINCT b.licence_id
          FROM (SELECT one.id FROM unnest($2::uuid[]) AS one (id) LIMIT $4) AS wanted
            JOIN bookings b ON b.office_id = $1 AND b.id = wanted.id
          WHERE EXISTS (SELECT FROM meeting_pool p
            WHERE p.office_id = $1 AND p.licence_id = b.licence_id AND p.issued_at IS NULL)
          ORDER BY b.licence_id OFFSET 0) AS pool
        """, session.office.id, bookings, Int64(session.office.id), bookings.count),
      Statement(
        """
        WITH waiting AS (
          SELECT b.id, b.licence_id, row_number() OVER (PARTITION BY b.licence_id ORDER BY b.starts_at, b.id) AS turn
          FROM bookings b
          WHERE b.office_id = $1 AND b.id = ANY ($2) AND b.status IN ('confirmed', 'in_session')
            AND NOT EXISTS (SELECT FROM meetings m
              WHERE m.office_id = $1 AND m.booking_id = b.id AND m.revoked_at IS NULL)),
        unused AS (
          SELECT p.id, p.licence_id, p.key_id, p.box,
            row_number() OVER (PARTITION BY p.licence_id ORDER BY p.added_at, p.id) AS turn
          FROM (SELECT DISTINCT licence_id FROM waiting) AS wanted
            CROSS JOIN LATERAL (
              SELECT p.id, p.licence_id, p.key_id, p.box, p.added_at FROM meeting_pool p
              WHERE p.office_id = $1 AND p.licence_id = wanted.licence_id AND p.issued_at IS NULL
              ORDER BY p.added_at, p.id LIMIT cardinality($2)) AS p),
        taken AS (
          UPDATE meeting_pool p SET issued_at = $3, booking_id = w.id, box = NULL
          FROM waiting w JOIN unused u ON u.licence_id = w.licence_id AND u.turn = w.turn
          WHERE p.office_id = $1 AND p.id = u.id AND p.issued_at IS NULL
          RETURNING p.id, p.booking_id)
        INSERT INTO meetings (office_id, booking_id, number, licence_id, pool_id, place, key_id, box)
        SELECT $1, w.id,
          1 + coalesce((SELECT max(m.number) FROM meetings m WHERE m.office_id = $1 AND m.booking_id = w.id), 0),
          w.licence_id, u.id, coalesce(u.id, c.id), coalesce(u.key_id, c.key_id), coalesce(u.box, c.box)
        FROM waiting w
          LEFT JOIN taken t ON t.booking_id = w.id
          LEFT JOIN unused u ON u.id = t.id
          LEFT JOIN licence_credentials c ON c.office_id = $1 AND c.licence_id = w.licence_id
        WHERE coalesce(u.id, c.id) IS NOT NULL
        """, session.office.id, bookings, session.now),
    ]
  }

  /// Ends what is in force, and wipes it: what came from a pool is never issued again.
  static func revoking(_ bookings: [BookingID], in session: Session) -> Statement {
    Statement(
      """
      UPDATE meetings SET revoked_at = coalesce(revoked_at, $3), box = NULL
      WHERE office_id = $1 AND booking_id = ANY ($2) AND box IS NOT NULL
      """, session.office.id, bookings, session.now)
  }

  /// Another one in the place of the one in force.
  static func reissuing(to bookings: [BookingID], in session: Session) -> [Statement] {
    [revoking(bookings, in: session)] + issuing(to: bookings, in: session)
  }

  /// A booking that got another licence: its version, and when its session starts.
  typealias Exchange = (booking: BookingID, version: Int, start: Instant)

  /// Another one for bookings that got another licence, and the details once more: what was told is no longer so. Not by
  /// `Outbox.telling`, because the time stays, and with it the reminder that waits.
  static func exchanging(for exchanges: [Exchange], in session: Session) -> [Statement] {
    reissuing(to: exchanges.map(\.booking), in: session)
      + exchanges.flatMap { booking, version, start in
        [
          Outbox.dropping([.details, .followUpDetails], about: booking, in: session),
          Outbox.queue(
            .details, about: booking, version: version,
            deliverBy: DetailsTerm.end(exchangedAt: session.now, start: start), in: session),
        ]
      }
  }

  /// Ends what is in force without wiping it: a deemed cancellation may be taken back while the user waits in the meeting.
  static func suspending(_ booking: BookingID, in session: Session) -> Statement {
    Statement(
      "UPDATE meetings SET revoked_at = $3 WHERE office_id = $1 AND booking_id = $2 AND revoked_at IS NULL",
      session.office.id, booking, session.now)
  }

  /// Takes `suspending` back; a booking that had none is issued one.
  static func restoring(_ booking: BookingID, in session: Session) -> [Statement] {
    [
      Statement(
        "UPDATE meetings SET revoked_at = NULL WHERE office_id = $1 AND booking_id = $2 AND box IS NOT NULL",
        session.office.id, booking)
    ] + issuing(to: [booking], in: session)
  }
}
