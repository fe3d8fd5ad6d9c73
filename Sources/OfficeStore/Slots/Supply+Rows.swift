import Postgres
import Scheduling

extension Supply {
  /// What a booking's service may be held with at the given starts: three statements, read by `init(_:)`.
  ///
  /// - Parameter held: where the booking has a live hold at this start, the statements find nothing and look for nothing:
  ///   which of the two is so is known only while they run.
  static func reading(
    for booking: BookingID, at starts: [Instant], unlessHeldAt held: Instant? = nil, in session: Session
  ) -> [Statement] {
    [
      resources(service: nil, booking: booking, unlessHeldAt: held, in: session),
      Statement(
        """
        SELECT a.*
        FROM (
            SELECT make_interval(mins => b.minutes) AS length FROM bookings b WHERE b.office_id = $1 AND b.id = $2
          ) AS asked
          CROSS JOIN (
            SELECT * FROM unnest($3::timestamptz[], $5::timestamptz[], $6::timestamptz[]) AS one (start, after, before)
            LIMIT $8) AS wanted
          CROSS JOIN LATERAL (
            SELECT a.starts_at, upper(a.during), a.booking_id, a.counselor_id, a.room_id, a.licence_id, a.seeker_id
            FROM taken_times a
            WHERE a.office_id = $1 AND a.starts_at > wanted.after AND a.starts_at < wanted.before
              AND a.during && tstzrange(wanted.start, wanted.start + asked.length)
              AND (a.expires_at IS NULL OR a.expires_at > $4)
            OFFSET 0) AS a
        WHERE NOT EXISTS (
          SELECT FROM allocations h
          WHERE h.office_id = $1 AND h.booking_id = $2 AND h.kind = 'hold' AND h.starts_at = $7::timestamptz
            AND h.expires_at > $4)
        """,
        session.office.id, booking, starts, session.now, starts.map { $0 - Slot.longestTaken },
        starts.map { $0.adding(minutes: ServiceType.minutesRange.upperBound) }, held, starts.count),
      loads(onDaysOf: starts, except: booking, unlessHeldAt: held, in: session),
    ]
  }

  /// The same for a session that follows `booking`, of another service where one is named; reads as much time as any
  /// service takes, because the service's own is read with it.
  static func reading(
    followUpOf booking: BookingID, service: String?, at start: Instant, in session: Session
  ) -> [Statement] {
    let longest = Slot(start: start, minutes: ServiceType.minutesRange.upperBound)
    return [
      resources(service: service, booking: booking, in: session), taken(in: [longest], in: session),
      loads(onDaysOf: [start], except: nil, in: session),
    ]
  }

  /// The same for every start in a span of time, and a service by its code: without the loads.
  static func reading(service: String, during span: Slot, in session: Session) -> [Statement] {
    [resources(service: service, booking: nil, in: session), taken(in: [span], in: session)]
  }

  /// What is taken beside a booking in the time agreed for it: two statements.
  static func reading(besides booking: BookingID, in session: Session) -> [Statement] {
    [
      resources(service: nil, booking: booking, in: session),
      Statement(
        """
        SELECT a.*
        FROM (
            SELECT starts_at, ends_at, starts_at - interval '24 hours' AS after
            FROM bookings WHERE office_id = $1 AND id = $2 OFFSET 0
          ) AS agreed
          CROSS JOIN LATERAL (
            SELECT a.starts_at, upper(a.during), a.booking_id, a.counselor_id, a.room_id, a.licence_id, a.seeker_id
            FROM taken_times a
            WHERE a.office_id = $1 AND a.starts_at > agreed.after AND a.starts_at < agreed.ends_at
              AND a.during && tstzrange(agreed.starts_at, agreed.ends_at)
              AND a.booking_id IS DISTINCT FROM $2 AND (a.expires_at IS NULL OR a.expires_at > $3)
            OFFSET 0) AS a
        """, session.office.id, booking, session.now),
    ]
  }

  /// What changes while a claim looks again; read by `readTaken(_:)`.
  static func readingTaken(in slots: [Slot], except booking: BookingID, in session: Session) -> [Statement] {
    [taken(in: slots, in: session), loads(onDaysOf: slots.map(\.start), except: booking, in: session)]
  }

  init(_ results: ArraySlice<QueryResult>) throws {
    guard let resources = results.first?.first else { throw StoreFailure.unreadable("allocations") }
    let vendors = try resources.decode(3, as: [Vendor].self)
    self.init(
      counselors: try resources.decode(0), rooms: try resources.decode(1),
      licences: zip(try resources.decode(2, as: [LicenceID].self), vendors).map { (id: $0, vendor: $1) }, taken: [])
    try readTaken(results.dropFirst())
  }

  /// Replaces what is taken and, where they were read, the loads.
  mutating func readTaken(_ results: ArraySlice<QueryResult>) throws {
    guard let rows = results.first else { throw StoreFailure.unreadable("allocations") }
    taken = try rows.map(Taken.init(row:))
    loads = try (results.dropFirst().first?.map { $0 } ?? []).map { row in
      Load(
        day: Slot(start: try row.decode(0), end: try row.decode(1)), counselor: try row.decode(2),
        sessions: try row.decode(3))
    }
  }
}

extension Supply {
  /// Everything that is taken in any of the spans.
  ///
  /// How far to look back is a value and not an expression, which under row-level security would be no condition of an
  /// index; `OFFSET 0` keeps it one look a span. Both together: 0.1 ms for three slots in 18,000 rows instead of 20. `LIMIT`
  /// leaves nothing out: without it the server takes an array for ten spans, and plans each time anew because there are fewer.
  static func taken(in spans: [Slot], in session: Session) -> Statement {
    Statement(
      """
      SELECT a.*
      FROM (
          SELECT * FROM unnest($2::timestamptz[], $3::timestamptz[], $5::timestamptz[]) AS one (starts_at, ends_at, after)
          LIMIT $6) AS wanted
        CROSS JOIN LATERAL (
          SELECT a.starts_at, upper(a.during), a.booking_id, a.counselor_id, a.room_id, a.licence_id, a.seeker_id
          FROM taken_times a
          WHERE a.office_id = $1 AND a.starts_at > wanted.after AND a.starts_at < wanted.ends_at
            AND a.during && tstzrange(wanted.starts_at, wanted.ends_at)
            AND (a.expires_at IS NULL OR a.expires_at > $4)
          OFFSET 0) AS a
      """,
      session.office.id, spans.map(\.start), spans.map(\.end), session.now,
      spans.map { $0.start - Slot.longestTaken }, spans.count)
  }

  /// How many sessions each counselor has, or is held for, on the local days of the starts. Counted a day at a time: joined
  /// with all days at once, the office's whole past was read.
  private static func loads(
    onDaysOf starts: [Instant], except booking: BookingID?, unlessHeldAt held: Instant? = nil, in session: Session
  ) -> Statement {
    let zone = session.office.zone
    let days = Set(starts.map { zone.localDate(of: $0) }).sorted()
    return Statement(
      """
      SELECT day.starts_at, day.ends_at, a.counselor_id, a.sessions
      FROM (
          SELECT * FROM unnest($2::timestamptz[], $3::timestamptz[]) AS one (starts_at, ends_at) LIMIT $7) AS day
        CROSS JOIN LATERAL (
          SELECT a.counselor_id, count(*) AS sessions FROM allocations a
          WHERE a.office_id = $1 AND a.starts_at >= day.starts_at AND a.starts_at < day.ends_at
            AND a.booking_id <> coalesce($5::uuid, '00000000-0000-0000-0000-000000000000')
            AND (a.expires_at IS NULL OR a.expires_at > $4)
          GROUP BY a.counselor_id) AS a
      WHERE NOT EXISTS (
        SELECT FROM allocations h
        WHERE h.office_id = $1 AND h.booking_id = $5::uuid AND h.kind = 'hold' AND h.starts_at = $6::timestamptz
          AND h.expires_at > $4)
      """,
      session.office.id, days.map { zone.instant(of: $0, at: .midnight) },
      days.map { zone.instant(of: $0, at: .endOfDay) }, session.now, booking, held, days.count)
  }

  private static func resources(
    service: String?, booking: BookingID?, unlessHeldAt held: Instant? = nil, in session: Session
  ) -> Statement {
    Statement(
      """
      SELECT
        ARRAY(
          SELECT c.id FROM counselors c
            JOIN counselor_services s ON s.office_id = c.office_id AND s.counselor_id = c.id
          WHERE c.office_id = $1 AND c.retired_at IS NULL AND s.service_code = coalesce(
            $2::text, (SELECT b.service_code FROM bookings b WHERE b.office_id = $1 AND b.id = $3::uuid))
          ORDER BY c.name, c.id),
        ARRAY(SELECT r.id FROM rooms r WHERE r.office_id = $1 AND r.retired_at IS NULL ORDER BY r.name, r.id),
        ARRAY(SELECT l.id FROM licences l WHERE l.office_id = $1 AND l.retired_at IS NULL AND l.vendor = ANY (o.vendors)
          ORDER BY l.name, l.id),
        ARRAY(SELECT l.vendor FROM licences l
          WHERE l.office_id = $1 AND l.retired_at IS NULL AND l.vendor = ANY (o.vendors) ORDER BY l.name, l.id)
      FROM offices o
      WHERE o.id = $1 AND NOT EXISTS (
        SELECT FROM allocations h
        WHERE h.office_id = $1 AND h.booking_id = $3::uuid AND h.kind = 'hold' AND h.starts_at = $4::timestamptz
          AND h.expires_at > $5)
      """, session.office.id, service, booking, held, session.now)
  }
}

extension Slot {
  /// The longest that a row of allocations or of `taken_times` lasts, and so how far a reader looks back.
  static let longestTaken = Duration.seconds(86_400)
}

extension Supply.Taken {
  /// From when, until when, booking, counselor, room, licence, seeker.
  init(row: Row) throws {
    self.init(
      slot: Slot(start: try row.decode(0), end: try row.decode(1)), booking: try row.decodeIfPresent(2),
      counselor: try row.decodeIfPresent(3), room: try row.decodeIfPresent(4), licence: try row.decodeIfPresent(5),
      seeker: try row.decodeIfPresent(6))
  }
}
