import Postgres
import Scheduling

/// Which entries of the audit are asked for; every condition that is given must hold.
public struct AuditQuery: Sendable {
  /// From this instant on.
  public var from: Instant?
  /// Before this instant.
  public var to: Instant?
  /// What was done: OpenAPI's operationId.
  public var operation: String?
  /// Who did it: role and token, or "clock".
  public var actor: String?
  /// About this booking.
  public var booking: BookingID?
  /// Changes or reads only.
  public var kind: AuditKind?
  /// At most this many, 1…200.
  public var limit = 50
  /// Only what comes after the last one of the page before.
  public var after: Arrival<IdentifierKind.AuditEntry>?

  /// Everything, the newest first.
  public init() {}
}

/// An entry of the audit, and the batch that it is sealed in.
public struct AuditListing: Sendable {
  /// The entry.
  public let entry: AuditEntry
  /// The batch's number; nil while it is not sealed.
  public let seal: Int64?
}

extension OfficeStore {
  /// Entries of the audit, the newest first, one more than `limit` when there is a next page. What comes in between two
  /// pages is on neither, and nothing is repeated. That it was asked is an entry too.
  public func audit(
    _ query: AuditQuery, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [AuditListing] {
    try await read(caller, office, auditing: .audit(query.booking), { [query.page(in: $0)] }) { _, results in
      try results.first?.map(AuditListing.init(row:)) ?? []
    }
  }

  /// The same about the person with a number: entries that know the number's digest, and those about a booking of whoever
  /// has the number now. The number itself is not kept, only its digest with the entry of this search.
  public func searchAudit(
    _ query: AuditQuery, for number: JobSeekerNumber, _ context: CommandContext,
    answer: @escaping ([AuditListing]) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in [query.page(about: number, in: session)] }
    let sought = AuditSubjects(numbers: [number.normalised])
    return try await command(context, kind: .read, opening: opening, answer: answer, about: { _ in sought }) {
      _, opened in
      try opened.last?.map(AuditListing.init(row:)) ?? []
    }
  }

  /// The chain's batches, the newest first, one more than `limit` when there is a next page: whoever notes a hash
  /// elsewhere can tell later that nothing before it was touched.
  public func auditSeals(
    before number: Int64? = nil, limit: Int, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [AuditSeal] {
    let page = { (session: Session) in
      Statement(
        """
        SELECT number, from_writer, to_writer, row_count, first_at, last_at, prev_hash, hash, sealed_at
        FROM audit_seals WHERE office_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3
        """, session.office.id, number ?? .max, limit + 1)
    }
    return try await read(caller, office, auditing: .audit(nil), { [page($0)] }) { _, results in
      try results.first?.map(AuditSeal.init(row:)) ?? []
    }
  }
}

extension AuditListing {
  fileprivate init(row: Row) throws {
    self.init(entry: try AuditEntry(row: row), seal: try row.decodeIfPresent("seal"))
  }
}

extension AuditQuery {
  /// Every bound is one whether it is given or not, so that the index of age serves all of them; `least` and not `coalesce`,
  /// which row-level security takes for leaky. Nothing was written about a booking before it was there; an hour is left to
  /// clocks that differ.
  fileprivate func page(in session: Session) -> Statement {
    Statement(
      """
      SELECT e.*, (SELECT s.number FROM audit_seals s WHERE s.office_id = $1 AND s.to_writer > e.writer
        ORDER BY s.to_writer LIMIT 1) AS seal
      FROM audit_entries e
      WHERE e.office_id = $1
        AND e.at >= greatest($2::timestamptz,
          (SELECT b.created_at - interval '1 hour' FROM bookings b WHERE b.office_id = $1 AND b.id = $3::uuid),
          '-infinity')
        AND e.at < least($4::timestamptz, 'infinity')
        AND (e.at, e.id) < (least($5::timestamptz, 'infinity'),
          least($6::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        AND ($3::uuid IS NULL OR $3 = ANY (e.booking_ids))
        AND ($7::text IS NULL OR e.operation = $7)
        AND ($8::text IS NULL OR e.actor = $8)
        AND ($9::text IS NULL OR e.kind = $9)
      ORDER BY e.at DESC, e.id DESC LIMIT $10
      """,
      session.office.id, from, booking, to, after?.at, after?.id, operation, actor, kind, limit + 1)
  }

  fileprivate func page(about number: JobSeekerNumber, in session: Session) -> Statement {
    let digests = session.keys?.digests(ofNumber: number.normalised, in: session.office) ?? []
    return Statement(
      """
      SELECT e.*, (SELECT s.number FROM audit_seals s WHERE s.office_id = $1 AND s.to_writer > e.writer
        ORDER BY s.to_writer LIMIT 1) AS seal
      FROM audit_entries e
      WHERE e.office_id = $1
        AND e.at >= greatest($2::timestamptz, '-infinity') AND e.at < least($3::timestamptz, 'infinity')
        AND (e.at, e.id) < (least($4::timestamptz, 'infinity'),
          least($5::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        AND (e.person_digests && $6::bytea[] OR e.booking_ids && ARRAY(
          SELECT b.id FROM bookings b JOIN seekers p ON p.office_id = b.office_id AND p.id = b.seeker_id
          WHERE b.office_id = $1 AND p.office_id = $1 AND p.job_seeker_number = $7))
        AND ($8::text IS NULL OR e.operation = $8)
        AND ($9::text IS NULL OR e.actor = $9)
        AND ($10::text IS NULL OR e.kind = $10)
      ORDER BY e.at DESC, e.id DESC LIMIT $11
      """,
      session.office.id, from, to, after?.at, after?.id, digests.map(\.bytes), number.normalised, operation, actor,
      kind, limit + 1)
  }
}
