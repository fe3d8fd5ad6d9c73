import Postgres
import Scheduling

extension Supply {
  /// What a booking's service may be held with at the given starts: two statements, read by `init(resources:taken:)`.
  static func reading(for booking: BookingID, at starts: [Instant], in session: Session) -> [Statement] {
    [
      resources(service: nil, booking: booking, in: session),
      Statement(
        """
        SELECT a.starts_at, upper(a.during), a.booking_id, a.counselor_id, a.room_id, a.licence_id, a.seeker_id
        FROM (
            SELECT make_interval(mins => greatest(b.minutes, o.minutes)) AS length
            FROM bookings b
              LEFT JOIN offers o ON o.office_id = b.office_id AND o.booking_id = b.id AND o.number = b.offer_number
            WHERE b.office_id = $1 AND b.id = $2
          ) AS asked
          CROSS JOIN unnest($3::timestamptz[]) AS wanted (start)
          JOIN allocations a ON a.office_id = $1
            AND a.starts_at > wanted.start - interval '24 hours' AND a.starts_at < wanted.start + asked.length
            AND a.during && tstzrange(wanted.start, wanted.start + asked.length)
        WHERE a.expires_at IS NULL OR a.expires_at > $4
        """, session.office.id, booking, starts, session.now),
    ]
  }

  /// The same for every start in a span of time, and a service by its code.
  static func reading(service: String, during span: Slot, in session: Session) -> [Statement] {
    [
      resources(service: service, booking: nil, in: session),
      Statement(
        """
        SELECT starts_at, upper(during), booking_id, counselor_id, room_id, licence_id, seeker_id
        FROM allocations
        WHERE office_id = $1 AND starts_at > $2::timestamptz - interval '24 hours' AND starts_at < $3
          AND during && tstzrange($2, $3) AND (expires_at IS NULL OR expires_at > $4)
        """, session.office.id, span.start, span.end, session.now),
    ]
  }

  init(_ results: ArraySlice<QueryResult>) throws {
    guard let resources = results.first?.first, let taken = results.dropFirst().first else {
      throw StoreFailure.unreadable("allocations")
    }
    let vendors = try resources.decode(3, as: [Vendor].self)
    self.init(
      counselors: try resources.decode(0), rooms: try resources.decode(1),
      licences: zip(try resources.decode(2, as: [LicenceID].self), vendors).map { (id: $0, vendor: $1) },
      taken: try taken.map { row in
        Taken(
          slot: Slot(start: try row.decode(0), end: try row.decode(1)), booking: try row.decodeIfPresent(2),
          counselor: try row.decodeIfPresent(3), room: try row.decodeIfPresent(4),
          licence: try row.decodeIfPresent(5), seeker: try row.decodeIfPresent(6))
      })
  }

  private static func resources(service: String?, booking: BookingID?, in session: Session) -> Statement {
    Statement(
      """
      SELECT
        ARRAY(
          SELECT c.id FROM counselors c
            JOIN counselor_services s ON s.office_id = c.office_id AND s.counselor_id = c.id
          WHERE c.office_id = $1 AND c.retired_at IS NULL AND s.service_code = coalesce(
            $2::text, (SELECT b.service_code FROM bookings b WHERE b.office_id = $1 AND b.id = $3::uuid))
          ORDER BY c.id),
        ARRAY(SELECT r.id FROM rooms r WHERE r.office_id = $1 AND r.retired_at IS NULL ORDER BY r.id),
        ARRAY(SELECT l.id FROM licences l WHERE l.office_id = $1 AND l.retired_at IS NULL AND l.vendor = ANY (o.vendors)
          ORDER BY l.id),
        ARRAY(SELECT l.vendor FROM licences l
          WHERE l.office_id = $1 AND l.retired_at IS NULL AND l.vendor = ANY (o.vendors) ORDER BY l.id)
      FROM offices o WHERE o.id = $1
      """, session.office.id, service, booking)
  }
}
