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
}
