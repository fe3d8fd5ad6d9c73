import Foundation
import Postgres
import Scheduling

/// A table that keeps secrets sealed, as far as a change of keys concerns it.
struct SealedTable: Sendable {
  /// One box in it.
  struct Entry {
    let id: UUID
    /// Which of the id's boxes, where it has several.
    let number: Int
    /// What it is sealed for.
    let place: String
    var sealed: KeyRing.Sealed
    /// What is known by a digest, under the current key.
    var digest: [UInt8]?

    init(row: Row) throws {
      id = try row.decode(0)
      number = try row.decode(1)
      place = try row.decode(2)
      sealed = KeyRing.Sealed(keyID: try row.decode(3), box: try row.decode(4))
    }
  }

  let name: String
  /// At most so many boxes of an office that another key than this one seals, locked, after an entry and in one order.
  let stale: @Sendable (_ current: String, _ after: Entry?, _ limit: Int, Session) -> Statement
  /// Keeps boxes that were sealed anew.
  let keep: @Sendable ([Entry], Session) -> Statement
  /// How many boxes of an office each key seals.
  let census: @Sendable (Session) -> Statement
  /// What of an opened secret is kept as a digest.
  var digested: (@Sendable (_ secret: [UInt8], KeyRing) throws -> [UInt8])?

  /// Every table that the service itself may open. What others are copied from comes first.
  static let all = [licenceCredentials, meetingPool, meetings, webhooks]
}

extension SealedTable {
  private static let licenceCredentials = SealedTable(
    name: "licence_credentials",
    stale: { current, after, limit, session in
      Statement(
        """
        SELECT id, 0::bigint, id::text, key_id, box FROM licence_credentials
        WHERE office_id = $1 AND key_id <> $2 AND ($3::uuid IS NULL OR id > $3)
        ORDER BY licence_credentials.id LIMIT $4 FOR UPDATE
        """, session.office.id, current, after?.id, limit)
    },
    keep: { entries, session in
      Statement(
        """
        UPDATE licence_credentials c SET key_id = anew.key_id, box = anew.box
        FROM unnest($2::uuid[], $3::text[], $4::bytea[]) AS anew (id, key_id, box)
        WHERE c.office_id = $1 AND c.id = anew.id
        """, session.office.id, entries.map(\.id), entries.map(\.sealed.keyID), entries.map(\.sealed.box))
    },
    census: { session in
      Statement(
        "SELECT key_id, count(*) FROM licence_credentials WHERE office_id = $1 GROUP BY key_id", session.office.id)
    })

  private static let meetingPool = SealedTable(
    name: "meeting_pool",
    stale: { current, after, limit, session in
      Statement(
        """
        SELECT id, 0::bigint, id::text, key_id, box FROM meeting_pool
        WHERE office_id = $1 AND key_id <> $2 AND box IS NOT NULL AND ($3::uuid IS NULL OR id > $3)
        ORDER BY meeting_pool.id LIMIT $4 FOR UPDATE
        """, session.office.id, current, after?.id, limit)
    },
    keep: { entries, session in
      Statement(
        """
        UPDATE meeting_pool p SET key_id = anew.key_id, box = anew.box, digest = anew.digest
        FROM unnest($2::uuid[], $3::text[], $4::bytea[], $5::bytea[]) AS anew (id, key_id, box, digest)
        WHERE p.office_id = $1 AND p.id = anew.id
        """, session.office.id, entries.map(\.id), entries.map(\.sealed.keyID), entries.map(\.sealed.box),
        entries.map { $0.digest ?? [] })
    },
    census: { session in
      Statement(
        """
        SELECT key_id, count(*) FROM meeting_pool WHERE office_id = $1 AND box IS NOT NULL GROUP BY key_id
        """, session.office.id)
    },
    digested: { secret, keys in try MeetingCredentials.digest(ofOpened: secret, by: keys) })

  private static let meetings = SealedTable(
    name: "meetings",
    stale: { current, after, limit, session in
      Statement(
        """
        SELECT booking_id, number, place::text, key_id, box FROM meetings
        WHERE office_id = $1 AND key_id <> $2 AND box IS NOT NULL
          AND ($3::uuid IS NULL OR (booking_id, number) > ($3, $4))
        ORDER BY booking_id, number LIMIT $5 FOR UPDATE
        """, session.office.id, current, after?.id, after?.number ?? 0, limit)
    },
    keep: { entries, session in
      Statement(
        """
        UPDATE meetings m SET key_id = anew.key_id, box = anew.box
        FROM unnest($2::uuid[], $3::bigint[], $4::text[], $5::bytea[]) AS anew (booking_id, number, key_id, box)
        WHERE m.office_id = $1 AND m.booking_id = anew.booking_id AND m.number = anew.number
        """, session.office.id, entries.map(\.id), entries.map(\.number), entries.map(\.sealed.keyID),
        entries.map(\.sealed.box))
    },
    census: { session in
      Statement(
        "SELECT key_id, count(*) FROM meetings WHERE office_id = $1 AND box IS NOT NULL GROUP BY key_id",
        session.office.id)
    })
}
