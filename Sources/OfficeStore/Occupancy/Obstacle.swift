import Foundation
import Postgres
import Scheduling

/// Something that takes a wanted resource at a wanted time: a booking's session or live hold, or what has a cause.
struct Obstacle {
  /// Which of what is wanted meets it, from 0.
  let wanted: Int
  let slot: Slot
  /// The reservation, absence or maintenance it belongs to; nil for a booking's.
  let cause: (kind: Occupation.Kind, id: UUID)?
  let booking: Holder?

  /// The booking that has the allocation.
  struct Holder {
    let allocation: UUID
    let id: BookingID
    /// By the clock.
    let status: BookingStatus
    let version: Int
    let service: String
    let vendor: Vendor
    let isHold: Bool
  }

  /// Whether a person still counts on it: a session that is over only keeps its resources until its slot's end.
  var isAwaited: Bool { booking.map { !$0.status.isEnding } ?? true }

  /// What is in the way of `wanted` now, in order of time. It looks as `Supply.taken(in:)` does, and for the same reason.
  static func reading(_ wanted: [Occupation.Part], except causes: [UUID], in session: Session) -> Statement {
    Statement(
      """
      SELECT wanted.place, a.starts_at, upper(a.during) AS ends_at, a.kind, a.cause_id, a.id, a.booking_id,
        b.status_now, b.version, b.service_code, l.vendor
      FROM unnest($3::timestamptz[], $4::timestamptz[], $9::timestamptz[], $5::uuid[], $6::uuid[], $7::uuid[])
          WITH ORDINALITY AS wanted (starts_at, ends_at, after, counselor_id, room_id, licence_id, place)
        CROSS JOIN LATERAL (
          SELECT * FROM taken_times a
          WHERE a.office_id = $1 AND a.starts_at > wanted.after AND a.starts_at < wanted.ends_at
            AND a.during && tstzrange(wanted.starts_at, wanted.ends_at)
            AND (a.counselor_id = wanted.counselor_id OR a.room_id = wanted.room_id OR a.licence_id = wanted.licence_id)
          OFFSET 0) AS a
        LEFT JOIN bookings_by_the_clock b ON b.office_id = $1 AND b.id = a.booking_id
        LEFT JOIN licences l ON l.office_id = $1 AND l.id = a.licence_id
      WHERE (a.expires_at IS NULL OR a.expires_at > $2) AND (a.cause_id IS NULL OR a.cause_id <> ALL ($8))
      ORDER BY a.starts_at, a.id
      """,
      session.office.id, session.now, wanted.map(\.slot.start), wanted.map(\.slot.end),
      wanted.map(\.resource.counselor), wanted.map(\.resource.room), wanted.map(\.resource.licence), causes,
      wanted.map { $0.slot.start - Slot.longestTaken })
  }

  init(row: Row) throws {
    wanted = try row.decode("place", as: Int.self) - 1
    slot = Slot(start: try row.decode("starts_at"), end: try row.decode("ends_at"))
    let kind = try row.decode("kind", as: String.self)
    cause = try row.decodeIfPresent("cause_id", as: UUID.self).flatMap { id in
      Occupation.Kind(rawValue: kind).map { ($0, id) }
    }
    booking = try row.decodeIfPresent("booking_id", as: BookingID.self).map { id in
      Holder(
        allocation: try row.decode("id"), id: id, status: try row.decode("status_now"),
        version: try row.decode("version"), service: try row.decode("service_code"), vendor: try row.decode("vendor"),
        isHold: kind == "hold")
    }
  }
}

extension [Obstacle] {
  /// The refusal that names what is in the way.
  func refusal(ofSeries isSeries: Bool = false) -> DomainError {
    func causes<Kind>(_ kind: Occupation.Kind) -> [Identifier<Kind>] {
      compactMap { $0.cause }.filter { $0.kind == kind }.map { Identifier($0.id) }.withoutRepetitions()
    }
    var others = Obstacles()
    others.reservations = causes(.reservation)
    others.absences = causes(.absence)
    others.maintenances = causes(.maintenance)
    if isSeries { others.occurrences = map(\.wanted).withoutRepetitions().sorted() }
    return .slotTaken(bookings: compactMap(\.booking?.id).withoutRepetitions(), others: others)
  }
}

extension Sequence where Element: Hashable {
  /// Each element where it occurs first.
  func withoutRepetitions() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
