import Postgres
import Scheduling

extension SessionResource {
  /// Reads the name of what is in use; no row where there is none.
  func reading(in session: Session) -> Statement {
    switch self {
    case .counselor(let id):
      Statement(
        "SELECT name FROM counselors WHERE office_id = $1 AND id = $2 AND retired_at IS NULL", session.office.id, id)
    case .room(let id):
      Statement("SELECT name FROM rooms WHERE office_id = $1 AND id = $2 AND retired_at IS NULL", session.office.id, id)
    case .licence(let id):
      Statement(
        "SELECT name FROM licences WHERE office_id = $1 AND id = $2 AND retired_at IS NULL", session.office.id, id)
    }
  }

  /// The refusal of one that is not in use.
  var unknown: DomainError {
    switch self {
    case .counselor: .unknownCounselor
    case .room: .unknownRoom
    case .licence: .unknownLicence
    }
  }

  /// From the columns `counselor_id`, `room_id` and `licence_id`, of which one is set.
  init(row: Row) throws {
    if let id = try row.decodeIfPresent("counselor_id", as: CounselorID.self) {
      self = .counselor(id)
    } else if let id = try row.decodeIfPresent("room_id", as: RoomID.self) {
      self = .room(id)
    } else {
      self = .licence(try row.decode("licence_id"))
    }
  }
}
