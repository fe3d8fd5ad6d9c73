import Postgres
import Scheduling

/// 個室ブース: where a counselor sits during a session.
public struct Room: OfficeResource {
  /// Unique within the office.
  public let id: RoomID
  /// What the office calls it, 1–100 characters, unique among those in use.
  public var name: String

  /// A new room.
  public init(name: String) { self.init(id: RoomID(), name: name) }

  init(id: RoomID, name: String) {
    self.id = id
    self.name = name
  }
}

extension OfficeStore {
  /// The office's rooms.
  public var rooms: Resources<Room> { Resources(store: self, table: Room.table) }
}

extension Room: NamedResource {
  func replacing(_ known: Room) -> Room { Room(id: known.id, name: name) }
}

extension Room {
  static let table = ResourceTable<Room>(
    page: { after, limit, session in
      Statement(
        """
        SELECT id, name FROM rooms
        WHERE office_id = $1 AND retired_at IS NULL AND ($2::uuid IS NULL
          OR (name, id) > (SELECT last.name, last.id FROM rooms last WHERE last.office_id = $1 AND last.id = $2))
        ORDER BY name, id LIMIT $3
        """, session.office.id, after, limit)
    },
    one: { id, session in
      Statement(
        "SELECT id, name FROM rooms WHERE office_id = $1 AND id = $2 AND retired_at IS NULL", session.office.id, id)
    },
    lock: { id, session in
      Statement("SELECT 1 FROM rooms WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
    },
    insert: { room, session in
      [Statement("INSERT INTO rooms (office_id, id, name) VALUES ($1, $2, $3)", session.office.id, room.id, room.name)]
    },
    update: { room, session in
      [
        Statement(
          "UPDATE rooms SET name = $3 WHERE office_id = $1 AND id = $2", session.office.id, room.id, room.name)
      ]
    },
    retire: { id, session in
      Statement(
        "UPDATE rooms SET retired_at = $3 WHERE office_id = $1 AND id = $2 AND retired_at IS NULL",
        session.office.id, id, session.now)
    },
    resource: { .room($0) },
    decode: { row in Room(id: try row.decode(0), name: try row.decode(1)) })
}
