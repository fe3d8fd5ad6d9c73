import Postgres
import Scheduling

/// What a command says besides its own writes, in the same round trip.
extension Outbox {
  /// Queues a message and drops those of the booking that are no longer so.
  static func telling(
    _ kind: MessageKind, about booking: BookingID, version: Int, due: Instant? = nil, deliverBy: Instant? = nil,
    facts: [String: PostgresJSON.Member?] = [:], in session: Session
  ) -> [Statement] {
    let outdated = kind.outdates.isEmpty ? [] : [dropping(kind.outdates, about: booking, in: session)]
    return outdated + [
      queue(
        kind, about: booking, version: version, due: due, deliverBy: deliverBy, facts: facts, in: session)
    ]
  }

  /// Terms, times and deadline (Art. 6(3)), and the reminder of them.
  static func tellingOffer(
    of booking: BookingID, version: Int, deadline: Instant, in session: Session
  ) -> [Statement] {
    let reminder = Reminder.ofUnconfirmed(offeredAt: session.now, deadline: deadline, zone: session.office.zone)
    return telling(.offer, about: booking, version: version, in: session)
      + [reminder.map { queue(.reminderUnconfirmed, about: booking, version: version, due: $0, in: session) }]
      .compactMap { $0 }
  }

  /// Date, time and, when it leaves, the meeting (Art. 6(3), 6(5)), and the reminder of them.
  ///
  /// - Parameter kind: `details` or `followUpDetails`.
  static func tellingDetails(
    _ kind: MessageKind = .details, of booking: BookingID, version: Int, at slot: Slot, by rules: OfficeRules,
    facts: [String: PostgresJSON.Member?] = [:], in session: Session
  ) -> [Statement] {
    let end = DetailsTerm.end(firmAt: session.now, start: slot.start, calendar: rules.calendar, zone: rules.zone)
    return tellingDetails(
      kind, of: booking, version: version, at: slot.start, by: end, facts: facts, in: session)
  }

  /// The same of a booking for which nobody was told of anything so far.
  ///
  /// - Parameter end: until when they must have arrived (A14).
  static func tellingDetails(
    _ kind: MessageKind = .details, of booking: BookingID, version: Int, at start: Instant, by end: Instant,
    facts: [String: PostgresJSON.Member?] = [:], in session: Session
  ) -> [Statement] {
    let reminder = Reminder.ofSession(at: start, firmAt: session.now, zone: session.office.zone)
    return telling(kind, about: booking, version: version, deliverBy: end, facts: facts, in: session)
      + [reminder.map { queue(.reminderDayBefore, about: booking, version: version, due: $0, in: session) }]
      .compactMap { $0 }
  }

  /// Drops what waits about a booking. What a relay has in hand this very moment leaves all the same, and then reads as
  /// delivered.
  static func dropping(_ kinds: [MessageKind], about booking: BookingID, in session: Session) -> Statement {
    Statement(
      """
      UPDATE messages SET status = 'dropped'
      WHERE office_id = $1 AND booking_id = $2 AND status = 'pending' AND kind = ANY ($3)
      """, session.office.id, booking, kinds)
  }
}

/// Details that have not reached the user in time (A14).
extension Outbox {
  /// The bookings whose details are overdue, unless somebody knows already: a task is open, or was closed since.
  static func overdueDetails(limit: Int, in session: Session) -> Statement {
    Statement(
      """
      SELECT DISTINCT m.booking_id FROM messages m
      WHERE m.office_id = $1 AND m.deliver_by <= $2 AND m.status IN ('pending', 'dead') AND m.redelivered_at IS NULL
        AND NOT EXISTS (
          SELECT FROM tasks t
          WHERE t.office_id = $1 AND t.booking_id = m.booking_id AND t.kind = 'details_not_sent'
            AND (t.closed_at IS NULL OR t.closed_at >= m.deliver_by))
      ORDER BY 1 LIMIT $3
      """, session.office.id, session.now, limit)
  }

  /// Closes the tasks about details that have arrived meanwhile, or that nobody needs any more.
  static func closingSettledAlerts(in session: Session) -> Statement {
    Statement(
      """
      UPDATE tasks t SET closed_at = $2, closed_by = $3
      WHERE t.office_id = $1 AND t.kind = 'details_not_sent' AND t.closed_at IS NULL
        AND NOT EXISTS (
          SELECT FROM messages m
          WHERE m.office_id = $1 AND m.booking_id = t.booking_id AND m.deliver_by <= $2
            AND m.status IN ('pending', 'dead'))
      """, session.office.id, session.now, session.actor)
  }
}
