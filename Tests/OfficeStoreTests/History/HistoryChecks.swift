import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What must be true of a database whatever was done to it.
enum HistoryChecks {
  /// Nobody and nothing is taken twice, and exactly the bookings that occupy resources have them.
  static func allocations(of database: TestDatabase) async throws {
    let overlaps = try await database.check(
      """
      SELECT a.id FROM allocations a JOIN allocations b
        ON a.office_id = b.office_id AND a.id < b.id AND a.during && b.during
          AND (a.counselor_id = b.counselor_id OR a.room_id = b.room_id OR a.licence_id = b.licence_id
            OR a.seeker_id = b.seeker_id)
      """)
    #expect(overlaps.isEmpty)
    let occupying = BookingStatus.allCases.filter(\.occupiesResources).map(\.rawValue)
    let strays = try await database.check(
      """
      SELECT b.id FROM bookings b FULL JOIN (SELECT * FROM allocations WHERE kind = 'session') a
        ON a.office_id = b.office_id AND a.booking_id = b.id AND a.during = tstzrange(b.starts_at, b.ends_at)
          AND (a.counselor_id, a.room_id, a.licence_id) = (b.counselor_id, b.room_id, b.licence_id)
      WHERE (b.status = ANY ($1)) IS DISTINCT FROM (a.id IS NOT NULL)
      """, occupying)
    #expect(strays.isEmpty)
    let holds = try await database.check(
      """
      SELECT a.id FROM allocations a JOIN bookings b ON b.office_id = a.office_id AND b.id = a.booking_id
      WHERE a.kind = 'hold' AND b.status <> 'offered'
      """)
    #expect(holds.isEmpty)
  }

  /// Exactly the bookings that are firm or in session have a meeting in force, each from its own licence; what is over is
  /// wiped, but a no-show's; and what came from a pool is a meeting's and gone from there.
  static func meetings(of database: TestDatabase) async throws {
    let strays = try await database.check(
      """
      SELECT b.id FROM bookings b
        LEFT JOIN licence_credentials c ON c.office_id = b.office_id AND c.licence_id = b.licence_id
        FULL JOIN (SELECT * FROM meetings WHERE revoked_at IS NULL) m
          ON m.office_id = b.office_id AND m.booking_id = b.id AND m.licence_id = b.licence_id
      WHERE CASE WHEN b.status IN ('confirmed', 'in_session') THEN m.number IS NULL AND c.id IS NOT NULL
        ELSE m.number IS NOT NULL END
      """)
    #expect(strays.isEmpty)
    let kept = try await database.check(
      """
      SELECT m.booking_id FROM meetings m JOIN bookings b ON b.office_id = m.office_id AND b.id = m.booking_id
      WHERE m.box IS NOT NULL AND m.revoked_at IS NOT NULL AND b.status <> 'no_show'
      """)
    #expect(kept.isEmpty)
    let pooled = try await database.check(
      """
      SELECT p.id FROM meeting_pool p FULL JOIN (SELECT * FROM meetings WHERE pool_id IS NOT NULL) m
        ON m.office_id = p.office_id AND m.pool_id = p.id AND m.booking_id = p.booking_id
      WHERE (p.issued_at IS NULL) IS DISTINCT FROM (m.number IS NULL)
      """)
    #expect(pooled.isEmpty)
  }

  /// Every booking's events are a path of legal transitions, one a version, that ends where the booking is.
  static func events(of database: TestDatabase) async throws {
    let rows = try await database.check(
      """
      SELECT e.version, e.from_status, e.to_status, lead(e.version) OVER life IS NULL, b.version, b.status
      FROM booking_events e JOIN bookings b ON b.office_id = e.office_id AND b.id = e.booking_id
      WINDOW life AS (PARTITION BY e.office_id, e.booking_id ORDER BY e.version)
      ORDER BY e.office_id, e.booking_id, e.version
      """)
    var last: BookingStatus?
    var version = 0
    for row in rows {
      let (from, to) = (try row.decodeIfPresent(1, as: BookingStatus.self), try row.decode(2, as: BookingStatus.self))
      version += 1
      #expect(try row.decode(0, as: Int.self) == version)
      #expect(from == last)
      if let from {
        #expect(from.canBecome(to) || (from == to && !to.isEnding), "\(from) to \(to)")
      } else {
        #expect(BookingTransition.initial.contains(to))
      }
      last = to
      if try row.decode(3, as: Bool.self) {
        #expect(try row.decode(4, as: Int.self) == version)
        #expect(try row.decode(5, as: BookingStatus.self) == to)
        (last, version) = (nil, 0)
      }
    }
    #expect(!rows.isEmpty)
  }

  /// Each event that the user is told of has its one message, each message its event, and a booking that has ended tells
  /// of nothing but its end.
  static func messages(of database: TestDatabase) async throws {
    let unmatched = try await database.check(
      """
      SELECT coalesce(e.message, '-') || ' for ' || coalesce(m.kind, '-')
      FROM (
          SELECT office_id, booking_id, version,
            CASE kind WHEN 'offered' THEN 'offer' WHEN 'rescheduled' THEN 'details'
              WHEN 'reassigned' THEN CASE WHEN data ? 'licence' THEN 'details' END
              WHEN 'confirmed' THEN CASE WHEN from_status IS NULL THEN 'follow_up_details' ELSE 'details' END
              WHEN 'no_show_reversed' THEN CASE WHEN to_status LIKE 'cancelled%' THEN 'cancelled' END
              ELSE kind END AS message
          FROM booking_events
          WHERE kind IN ('offered', 'confirmed', 'rescheduled', 'reassigned', 'cancelled', 'declined', 'lapsed', 'no_show',
            'no_show_reversed')
        ) AS e
        FULL JOIN (SELECT * FROM messages WHERE kind NOT LIKE 'reminder%') AS m
          ON m.office_id = e.office_id AND m.booking_id = e.booking_id AND m.booking_version = e.version
            AND m.kind = e.message
      WHERE (e.message IS NULL) <> (m.id IS NULL)
      """)
    #expect(try unmatched.map { try $0.decode(0, as: String.self) } == [])
    let idle = try await database.check(
      """
      SELECT m.kind || ' while ' || b.status
      FROM messages m JOIN bookings b ON b.office_id = m.office_id AND b.id = m.booking_id
      WHERE m.status = 'pending' AND CASE m.kind
        WHEN 'reminder_unconfirmed' THEN b.status <> 'offered'
        WHEN 'reminder_day_before' THEN b.status NOT IN ('confirmed', 'in_session', 'held', 'terminated')
        WHEN 'details' THEN b.status NOT IN ('confirmed', 'in_session', 'held', 'terminated')
        WHEN 'offer' THEN b.status IN (
          'lapsed', 'withdrawn', 'declined', 'cancelled_by_user', 'cancelled_by_office', 'no_show')
        ELSE m.kind <> 'cancelled' AND m.kind <> b.status END
      """)
    #expect(try idle.map { try $0.decode(0, as: String.self) } == [])
    #expect(try await !database.check("SELECT FROM messages").isEmpty)
  }
}
