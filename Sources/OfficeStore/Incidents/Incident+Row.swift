import Postgres
import Scheduling

extension Incident {
  static func reading(_ id: IncidentID, in session: Session) -> Statement {
    Statement(
      """
      SELECT id, code, vendor, starts_at, ends_at, note, created_at, created_by FROM incidents
      WHERE office_id = $1 AND id = $2 AND withdrawn_at IS NULL
      """, session.office.id, id)
  }

  static func lock(_ id: IncidentID, in session: Session) -> Statement {
    Statement("SELECT 1 FROM incidents WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
  }

  static func page(_ query: TimeQuery, in session: Session) -> Statement {
    Statement(
      """
      SELECT id, code, vendor, starts_at, ends_at, note, created_at, created_by FROM incidents
      WHERE office_id = $1 AND withdrawn_at IS NULL
        AND ($2::timestamptz IS NULL OR over_at > $2)
        AND ($3::timestamptz IS NULL OR starts_at < $3)
        AND ($4::timestamptz IS NULL OR (starts_at, id) > ($4, $5::uuid))
      ORDER BY starts_at, id LIMIT $6
      """, session.office.id, query.from, query.to, query.after?.start, query.after?.id, query.limit + 1)
  }

  func insertion(in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO incidents (office_id, id, code, vendor, starts_at, ends_at, note)
      VALUES ($1, $2, $3, $4::text, $5, $6::timestamptz, $7::text)
      """, session.office.id, id, code, period.vendor, period.start, period.end, note)
  }

  func writing(in session: Session) -> Statement {
    Statement(
      "UPDATE incidents SET ends_at = $3::timestamptz, note = $4::text WHERE office_id = $1 AND id = $2",
      session.office.id, id, period.end, note)
  }

  static func withdrawal(_ id: IncidentID, in session: Session) -> Statement {
    Statement(
      "UPDATE incidents SET withdrawn_at = $3 WHERE office_id = $1 AND id = $2 AND withdrawn_at IS NULL",
      session.office.id, id, session.now)
  }

  /// The incident that a booking's session met, if its time has begun: what a cancellation by the office names.
  static func met(by booking: BookingID, in session: Session) -> Statement {
    Statement(
      """
      SELECT i.id
      FROM bookings b
        JOIN licences l ON l.office_id = $1 AND l.id = b.licence_id
        JOIN incidents i ON i.office_id = $1 AND i.withdrawn_at IS NULL
          AND (i.vendor IS NULL OR i.vendor = l.vendor)
          AND i.starts_at < least(b.ends_at, $3) AND i.over_at > b.starts_at
      WHERE b.office_id = $1 AND b.id = $2 AND b.starts_at <= $3
      ORDER BY i.over_at, i.id LIMIT 1
      """, session.office.id, booking, session.now)
  }

  init(row: Row) throws {
    self.init(
      id: try row.decode(0), code: try row.decode(1),
      period: IncidentPeriod(
        vendor: try row.decodeIfPresent(2), start: try row.decode(3), end: try row.decodeIfPresent(4)),
      note: try row.decodeIfPresent(5), createdAt: try row.decode(6), createdBy: try row.decode(7))
  }
}

extension IncidentReach {
  /// Waits for whoever is writing down a deemed cancellation, and lets nobody begin to until the commit: who comes later
  /// reads the booking anew, with the incident. A statement of its own, before `reading`. It reaches a minute ahead, because
  /// the clock runs on while this command does.
  static func waiting(in session: Session) -> Statement {
    Statement(
      """
      SELECT 1 FROM bookings
      WHERE office_id = $1 AND status = 'confirmed' AND no_show_at <= $2
      ORDER BY id FOR UPDATE
      """, session.office.id, session.now.adding(minutes: 1))
  }

  /// How far a start may lie before the instant at which silence is deemed.
  private static let longestWait = Duration.seconds(OfficePolicy.Limits.noShowMinutes.upperBound * 60)

  /// The silent bookings whose waiting time an incident shares: deemed and written down, or excused by now.
  static func reading(_ incident: Incident, in session: Session) -> Statement {
    let period = incident.period
    return Statement(
      """
      SELECT b.id, b.status
      FROM bookings b JOIN licences l ON l.office_id = $1 AND l.id = b.licence_id
      WHERE b.office_id = $1 AND (b.status = 'no_show' OR b.status = 'confirmed' AND b.no_show_at <= $2)
        AND b.starts_at > $3 AND ($5::timestamptz IS NULL OR b.starts_at < $5)
        AND b.no_show_at > $4 AND ($6::text IS NULL OR l.vendor = $6)
      ORDER BY b.starts_at, b.id
      """, session.office.id, session.now, period.start - longestWait, period.start, period.end, period.vendor)
  }

  init(_ rows: QueryResult) throws {
    self.init()
    for row in rows {
      let id = try row.decode(0, as: BookingID.self)
      if try row.decode(1, as: BookingStatus.self) == .noShow { affected.append(id) } else { excused.append(id) }
    }
  }
}
