import Foundation
import Postgres
import Scheduling

/// Takes rooms, counselors or licences for something that is no booking, against everybody else who wants them.
struct Occupation {
  /// The kinds of allocations without a booking.
  enum Kind: String, PostgresCodable {
    case reservation, absence, maintenance
  }

  /// One row of allocations.
  struct Part {
    /// The reservation, absence or maintenance it belongs to.
    var cause: UUID
    var resource: SessionResource
    /// At most 24 hours.
    var slot: Slot
  }

  let kind: Kind
  let parts: [Part]

  /// Takes every part or none.
  ///
  /// - Parameters:
  ///   - read: what `Obstacle.reading` found at the command's beginning.
  ///   - replacing: causes whose own rows give way, and are no obstacle.
  ///   - writes: everything that follows, in the same round trip.
  /// - Returns: the results of `writes`.
  /// - Throws: `slotTaken` when a live allocation was read in the way, `busy` when others kept claiming for 150 ms.
  @discardableResult
  func claim(
    _ read: QueryResult, replacing own: [UUID] = [], in session: Session, writes: [Statement]
  ) async throws -> ArraySlice<QueryResult> {
    try await Contention.untilDecided { isFirst in
      let found = isFirst ? read : try await session.run([Obstacle.reading(parts, except: own, in: session)])[0]
      let obstacles = try found.map(Obstacle.init(row:))
      guard obstacles.isEmpty else { throw obstacles.refusal(ofSeries: parts.count > 1) }
      let claim = [
        lock(in: session), Self.clearExpiredHolds(parts.map { ($0.resource, $0.slot) }, in: session),
        Self.free(own, in: session), insert(in: session),
      ]
      let results = try await session.attempt(claim + writes) { results in
        results[results.startIndex + claim.count - 1].affectedRows == parts.count
      }
      return results?.dropFirst(claim.count)
    }
  }
}

extension Occupation {
  /// The locks of every resource on every local day it is wanted.
  func lock(in session: Session) -> Statement {
    Self.lock(parts.map { ($0.resource.uuid, $0.slot) }, in: session)
  }

  static func lock(_ wanted: [(UUID, Slot)], in session: Session) -> Statement {
    let keys = wanted.flatMap { id, slot in slot.days(in: session.office.zone).map { (id, $0) } }
    return Statement("SELECT lock_slots($1, $2)", keys.map(\.0), keys.map(\.1))
  }

  static func clearExpiredHolds(_ wanted: [(SessionResource, Slot)], in session: Session) -> Statement {
    ExpiredHolds.clear(
      wanted.map { .init(slot: $0.1, counselor: $0.0.counselor, room: $0.0.room, licence: $0.0.licence) }, in: session)
  }

  /// Lets go of what lies ahead of these causes; what is over stays.
  static func free(_ causes: [UUID], in session: Session) -> Statement {
    Statement(
      "DELETE FROM allocations WHERE office_id = $1 AND cause_id = ANY ($2) AND upper(during) > $3",
      session.office.id, causes, session.now)
  }

  func insert(in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO allocations (office_id, id, kind, cause_id, during, starts_at, counselor_id, room_id, licence_id)
      SELECT $1, wanted.id, $2, wanted.cause_id, tstzrange(wanted.starts_at, wanted.ends_at), wanted.starts_at,
        wanted.counselor_id, wanted.room_id, wanted.licence_id
      FROM unnest($3::uuid[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::uuid[], $8::uuid[], $9::uuid[])
        AS wanted (id, cause_id, starts_at, ends_at, counselor_id, room_id, licence_id)
      ON CONFLICT DO NOTHING
      """,
      session.office.id, kind, parts.map { _ in UUID() }, parts.map(\.cause), parts.map(\.slot.start),
      parts.map(\.slot.end), parts.map(\.resource.counselor), parts.map(\.resource.room),
      parts.map(\.resource.licence))
  }
}
