import Foundation
import Postgres
import Stage

/// A row of `allocations`: who and what is taken, and for what.
struct Taken: Sendable {
  let kind: String
  let booking: UUID?
  let counselor: UUID?
  let room: UUID?
  let licence: UUID?
}

extension Database {
  /// What is taken in the half hour from `start` on.
  func taken(_ office: String, _ start: String) async throws -> [Taken] {
    let result = try await connect().run(
      Statement(
        """
        SELECT a.kind, a.booking_id, a.counselor_id, a.room_id, a.licence_id
        FROM allocations a JOIN offices o ON o.id = a.office_id
        WHERE o.code = $1 AND a.during && tstzrange($2::timestamptz, $2::timestamptz + interval '30 minutes')
        """, office, start))
    return try result.map {
      Taken(
        kind: try $0.decode(0), booking: try $0.decodeIfPresent(1), counselor: try $0.decodeIfPresent(2),
        room: try $0.decodeIfPresent(3),
        licence: try $0.decodeIfPresent(4))
    }
  }
}
