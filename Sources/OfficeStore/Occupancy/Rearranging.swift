import Postgres
import Scheduling

/// Where the sessions and holds go that are in the way of an absence or a maintenance, and which of them stay.
struct Rearranging {
  /// A session or a hold, and what it has from now on.
  struct Move {
    let obstacle: Obstacle
    let booking: Obstacle.Holder
    let place: SessionResource
  }

  private(set) var moves: [Move] = []
  /// What keeps its resource: nothing else was free, it is under way, or it is over.
  private(set) var stays: [Obstacle] = []
  private(set) var left: [BookingID] = []

  /// Everything stays, and nobody has to know.
  init(stays: [Obstacle]) { self.stays = stays }

  /// Finds a place for whatever is to come; what is under way is left.
  init(_ obstacles: [Obstacle], candidates: QueryResult, taken: QueryResult, in zone: OfficeZone) throws {
    let candidates = try candidates.map { row in
      (try SessionResource(row: row), try row.decodeIfPresent("fit", as: String.self))
    }
    let taken = try taken.map(Supply.Taken.init(row:))
    let displaced = obstacles.map { obstacle in
      let fitting = candidates.filter { place, fit in obstacle.booking.map { $0.fits(place, fit) } ?? false }
      return Relocation.Displaced(slot: obstacle.slot, candidates: fitting.map(\.0))
    }
    for (obstacle, place) in zip(obstacles, Relocation.places(for: displaced, taken: taken, in: zone)) {
      if let booking = obstacle.booking, let place {
        moves.append(Move(obstacle: obstacle, booking: booking, place: place))
      } else {
        stays.append(obstacle)
      }
    }
    left = stays.filter(\.isAwaited).compactMap(\.booking?.id).withoutRepetitions()
  }

  /// A booking of which something had to be left needs a person, whatever else of it was moved.
  var rearrangement: Rearrangement {
    Rearrangement(moved: moves.map(\.booking.id).withoutRepetitions().filter { !left.contains($0) }, left: left)
  }
}

extension Obstacle.Holder {
  /// Whether it can go there: to a counselor who gives the service, to any room, to a licence of the vendor. What is
  /// under way goes nowhere.
  fileprivate func fits(_ place: SessionResource, _ fit: String?) -> Bool {
    guard status == .confirmed || status == .offered else { return false }
    switch place {
    case .counselor: return fit == service
    case .room: return true
    case .licence: return fit == vendor.rawValue
    }
  }
}

extension Rearranging {
  /// The row locks that order the commands on these bookings, taken in one order by everybody.
  static func lock(_ bookings: [BookingID], in session: Session) -> Statement {
    Statement(
      "SELECT 1 FROM bookings WHERE office_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE", session.office.id,
      bookings)
  }

  /// Others of the same kind in use, by name; `fit` is the service or the vendor they are there for.
  static func candidates(besides resource: SessionResource, in session: Session) -> Statement {
    switch resource {
    case .counselor(let id):
      Statement(
        """
        SELECT c.id AS counselor_id, NULL::uuid AS room_id, NULL::uuid AS licence_id, s.service_code AS fit
        FROM counselors c JOIN counselor_services s ON s.office_id = c.office_id AND s.counselor_id = c.id
        WHERE c.office_id = $1 AND c.id <> $2 AND c.retired_at IS NULL ORDER BY c.name, c.id
        """, session.office.id, id)
    case .room(let id):
      Statement(
        """
        SELECT NULL::uuid AS counselor_id, id AS room_id, NULL::uuid AS licence_id, NULL::text AS fit
        FROM rooms WHERE office_id = $1 AND id <> $2 AND retired_at IS NULL ORDER BY name, id
        """, session.office.id, id)
    case .licence(let id):
      Statement(
        """
        SELECT NULL::uuid AS counselor_id, NULL::uuid AS room_id, id AS licence_id, vendor AS fit
        FROM licences WHERE office_id = $1 AND id <> $2 AND retired_at IS NULL ORDER BY name, id
        """, session.office.id, id)
    }
  }
}
