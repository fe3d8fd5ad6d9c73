import Postgres
import Scheduling

/// 個室の予約: a room that somebody needs for anything but a session.
public struct RoomReservation: Sendable {
  /// Unique within the office.
  public let id: ReservationID
  /// The series it was reserved in, if it is repeated.
  public let series: ReservationSeriesID?
  /// Which room.
  public let room: Booking.Named<RoomID>
  /// When; at most 24 hours.
  public let slot: Slot
  /// What for, 1–200 characters.
  public let purpose: String
  /// When it was reserved.
  public let createdAt: Instant
  /// Role and token of who did it.
  public let createdBy: String
}

/// What is asked for when a room is reserved.
public struct ReservationRequest: Sendable {
  /// Which room.
  public var room: RoomID
  /// When, or when first.
  public var slot: Slot
  /// What for, 1–200 characters.
  public var purpose: String
  /// How it is repeated; nil for once.
  public var recurrence: Recurrence?

  /// A wish for a room.
  public init(room: RoomID, slot: Slot, purpose: String, recurrence: Recurrence? = nil) {
    self.room = room
    self.slot = slot
    self.purpose = purpose
    self.recurrence = recurrence
  }
}

/// What is to change in one occurrence; what is nil stays.
public struct ReservationChange: Sendable {
  /// Another room.
  public var room: RoomID?
  /// Another start.
  public var start: Instant?
  /// Another end.
  public var end: Instant?
  /// Another purpose.
  public var purpose: String?

  /// Changes nothing.
  public init() {}
}

/// Which occurrences of a series a deletion is about. The raw value is its name in the API.
public enum ReservationScope: String, Sendable, Hashable, CaseIterable {
  /// The one that is named.
  case occurrence
  /// The one that is named and those after it.
  case following
  /// All that lie ahead.
  case series
}

extension RoomReservation {
  static func reading(_ id: ReservationID, in session: Session) -> Statement {
    Statement(
      """
      SELECT v.id, v.series_id, v.room_id, r.name, v.starts_at, v.ends_at, v.purpose, v.created_at, v.created_by
      FROM room_reservations v JOIN rooms r ON r.office_id = v.office_id AND r.id = v.room_id
      WHERE v.office_id = $1 AND v.id = $2 AND v.dropped_at IS NULL
      """, session.office.id, id)
  }

  /// Reads the name of the room that it has, if that is in use.
  static func room(of id: ReservationID, in session: Session) -> Statement {
    Statement(
      """
      SELECT r.name FROM room_reservations v JOIN rooms r ON r.office_id = v.office_id AND r.id = v.room_id
      WHERE v.office_id = $1 AND v.id = $2 AND r.retired_at IS NULL
      """, session.office.id, id)
  }

  static func lock(_ id: ReservationID, in session: Session) -> Statement {
    Statement("SELECT 1 FROM room_reservations WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
  }

  /// What a scope means, locked in one order: those that are not dropped, over or not.
  static func lock(_ scope: ReservationScope, of id: ReservationID, in session: Session) -> Statement {
    Statement(
      """
      SELECT v.id, v.starts_at, v.ends_at
      FROM room_reservations v
        JOIN room_reservations named ON named.office_id = v.office_id AND named.id = $2 AND named.dropped_at IS NULL
      WHERE v.office_id = $1 AND v.dropped_at IS NULL
        AND (v.id = named.id OR v.series_id = named.series_id
          AND ($3 = 'series' OR $3 = 'following' AND v.starts_at >= named.starts_at))
      ORDER BY v.id FOR UPDATE OF v
      """, session.office.id, id, scope.rawValue)
  }

  init(row: Row) throws {
    self.init(
      id: try row.decode(0), series: try row.decodeIfPresent(1),
      room: .init(id: try row.decode(2), name: try row.decode(3)),
      slot: Slot(start: try row.decode(4), end: try row.decode(5)), purpose: try row.decode(6),
      createdAt: try row.decode(7), createdBy: try row.decode(8))
  }
}
