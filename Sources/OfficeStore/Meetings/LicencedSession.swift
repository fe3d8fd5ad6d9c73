import Postgres
import Scheduling

/// A firm or running booking that counts on a licence.
struct LicencedSession {
  let booking: BookingID
  let version: Int
  let status: BookingStatus
  let start: Instant
  /// Nothing was issued to it so far.
  let waits: Bool
  /// It was issued what the licence shows for every meeting, and not one of its pool.
  let hasWhatAllHave: Bool
  /// Details were never queued, or were dropped: it became firm before there were messages.
  let isUntold: Bool

  /// By their start. Those whose silence is a no-show by the clock count on nothing any more.
  static func reading(_ licence: LicenceID, in session: Session) -> Statement {
    Statement(
      """
      SELECT b.id, b.version, b.status_now, b.starts_at, m.booking_id IS NULL,
        m.booking_id IS NOT NULL AND m.pool_id IS NULL,
        NOT EXISTS (
          SELECT FROM messages t
          WHERE t.office_id = b.office_id AND t.booking_id = b.id AND t.kind IN ('details', 'follow_up_details')
            AND t.status <> 'dropped')
      FROM allocations a
        JOIN bookings_by_the_clock b ON b.office_id = a.office_id AND b.id = a.booking_id
        LEFT JOIN meetings m ON m.office_id = b.office_id AND m.booking_id = b.id AND m.revoked_at IS NULL
      WHERE a.office_id = $1 AND a.licence_id = $2 AND a.kind = 'session' AND a.starts_at > $3 AND upper(a.during) > $4
        AND b.status_now IN ('confirmed', 'in_session')
      ORDER BY b.starts_at, b.id
      """, session.office.id, licence, session.now - Slot.longestTaken, session.now)
  }

  init(row: Row) throws {
    booking = try row.decode(0)
    version = try row.decode(1)
    status = try row.decode(2)
    start = try row.decode(3)
    waits = try row.decode(4)
    hasWhatAllHave = try row.decode(5)
    isUntold = try row.decode(6)
  }
}

extension [LicencedSession] {
  /// Issues to those that wait as far as there is something, and has their details leave; those that nobody was ever told
  /// of are told now.
  func serving(in session: Session) -> [Statement] {
    let waiting = filter(\.waits)
    guard !waiting.isEmpty else { return [] }
    let bookings = waiting.map(\.booking)
    let telling = waiting.filter { $0.isUntold && $0.status == .confirmed }.flatMap { untold in
      Outbox.tellingDetails(
        of: untold.booking, version: untold.version, at: untold.start,
        by: DetailsTerm.end(exchangedAt: session.now, start: untold.start), in: session)
    }
    return Meeting.issuing(to: bookings, in: session) + Outbox.wakingDetails(of: bookings, in: session) + telling
  }
}

extension LicencedSession {
  /// The licence stays and shows another meeting: a new version, the event, the meeting, and the details once more.
  func exchanging(_ licence: LicenceID, in session: Session) -> [Statement] {
    [
      Statement(
        "UPDATE bookings SET version = $3 WHERE office_id = $1 AND id = $2", session.office.id, booking, version + 1),
      Booking.event(
        .init(kind: "reassigned", to: status, data: .object(["licence": .text(licence.description)])), of: booking,
        from: status, version: version + 1, in: session),
    ] + Meeting.exchanging(for: [(booking, version + 1, start)], in: session)
  }
}
