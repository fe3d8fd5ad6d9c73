import Postgres
import Scheduling

/// The SQL of absences or of maintenances: what one statement can't say for both.
struct UnavailabilityTable<Kind>: Sendable {
  /// The kind of their allocations, and their name in the view `unavailabilities`.
  let kind: Occupation.Kind
  let lock: @Sendable (Identifier<Kind>, Session) -> Statement
  let insert: @Sendable (Identifier<Kind>, UnavailabilityRequest, Session) -> Statement
  let update: @Sendable (Identifier<Kind>, Slot, _ reason: String, Session) -> Statement
  let drop: @Sendable (Identifier<Kind>, Session) -> Statement

  func one(_ id: Identifier<Kind>, in session: Session) -> Statement {
    Statement(
      "SELECT * FROM unavailabilities WHERE office_id = $1 AND kind = $2 AND id = $3", session.office.id, kind, id)
  }

  func page(_ query: TimeQuery, of resource: SessionResource?, in session: Session) -> Statement {
    Statement(
      """
      SELECT * FROM unavailabilities
      WHERE office_id = $1 AND kind = $2
        AND ($3::timestamptz IS NULL OR ends_at > $3)
        AND ($4::timestamptz IS NULL OR starts_at < $4)
        AND ($5::uuid IS NULL OR counselor_id = $5)
        AND ($6::uuid IS NULL OR room_id = $6)
        AND ($7::uuid IS NULL OR licence_id = $7)
        AND ($8::timestamptz IS NULL OR (starts_at, id) > ($8, $9::uuid))
      ORDER BY starts_at, id LIMIT $10
      """,
      session.office.id, kind, query.from, query.to, resource?.counselor, resource?.room, resource?.licence,
      query.after?.start, query.after?.id, query.limit + 1)
  }
}

extension UnavailabilityTable<IdentifierKind.Absence> {
  static let absences = UnavailabilityTable(
    kind: .absence,
    lock: { id, session in
      Statement("SELECT 1 FROM absences WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
    },
    insert: { id, request, session in
      Statement(
        """
        INSERT INTO absences (office_id, id, counselor_id, starts_at, ends_at, reason)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        session.office.id, id, request.resource.counselor, request.slot.start, request.slot.end, request.reason)
    },
    update: { id, slot, reason, session in
      Statement(
        "UPDATE absences SET starts_at = $3, ends_at = $4, reason = $5 WHERE office_id = $1 AND id = $2",
        session.office.id, id, slot.start, slot.end, reason)
    },
    drop: { id, session in
      Statement(
        "UPDATE absences SET dropped_at = $3 WHERE office_id = $1 AND id = $2", session.office.id, id, session.now)
    })
}

extension UnavailabilityTable<IdentifierKind.Maintenance> {
  static let maintenances = UnavailabilityTable(
    kind: .maintenance,
    lock: { id, session in
      Statement("SELECT 1 FROM maintenances WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
    },
    insert: { id, request, session in
      Statement(
        """
        INSERT INTO maintenances (office_id, id, room_id, licence_id, starts_at, ends_at, reason)
        VALUES ($1, $2, $3::uuid, $4::uuid, $5, $6, $7)
        """,
        session.office.id, id, request.resource.room, request.resource.licence, request.slot.start, request.slot.end,
        request.reason)
    },
    update: { id, slot, reason, session in
      Statement(
        "UPDATE maintenances SET starts_at = $3, ends_at = $4, reason = $5 WHERE office_id = $1 AND id = $2",
        session.office.id, id, slot.start, slot.end, reason)
    },
    drop: { id, session in
      Statement(
        "UPDATE maintenances SET dropped_at = $3 WHERE office_id = $1 AND id = $2", session.office.id, id, session.now)
    })
}
