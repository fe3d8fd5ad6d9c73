import Postgres
import Scheduling

extension LiveBooking {
  /// The office's bookings that lie ahead; read by `list(_:in:)`.
  static func reading(in session: Session) -> Statement {
    // the deadlines and starts are said once more, because only they are index conditions
    Statement(
      """
      SELECT b.id, b.status_now, b.starts_at, b.ends_at, o.starts, o.minutes
      FROM bookings_by_the_clock b
        LEFT JOIN offers o ON o.office_id = b.office_id AND o.booking_id = b.id AND o.number = b.offer_number
      WHERE b.office_id = $1 AND b.status_now = b.status AND (
        b.status = 'offered' AND b.lapses_at > $2
        OR b.status = 'confirmed' AND b.starts_at > $2::timestamptz - interval '24 hours' AND b.ends_at > $2)
      ORDER BY b.id
      """, session.office.id, session.now)
  }

  static func list(_ result: QueryResult, in session: Session) throws -> [LiveBooking] {
    try result.map { row in
      let status = try row.decode(1, as: BookingStatus.self)
      guard status == .offered else {
        let slot = Slot(start: try row.decode(2), end: try row.decode(3))
        return LiveBooking(id: try row.decode(0), status: status, slots: [slot])
      }
      let minutes = try row.decode(5, as: Int.self)
      let slots = try row.decode(4, as: [Instant].self).map { Slot(start: $0, minutes: minutes) }
      return LiveBooking(id: try row.decode(0), status: status, slots: slots.filter { $0.start > session.now })
    }
  }
}

extension CalendarImpact {
  /// A task for each booking displaced; the task of one that fits again is done.
  func tasks(in session: Session) -> [Statement] {
    Misfit.allCases.flatMap { misfit in
      let (displaced, settled) = (displaced(by: misfit), settled[misfit] ?? [])
      return (displaced.isEmpty ? [] : [StaffTask.opening(misfit.task, about: displaced.sorted(), in: session)])
        + (settled.isEmpty ? [] : [StaffTask.closing(misfit.task, about: settled.sorted(), in: session)])
    }
  }
}
