import Postgres
import Scheduling

/// 職業相談員: who holds sessions, and of which services.
public struct Counselor: OfficeResource {
  /// Unique within the office.
  public let id: CounselorID
  /// The name, 1–100 characters, unique among those in use.
  public var name: String
  /// Codes of the services the counselor gives.
  public var services: [String]

  /// A new counselor.
  public init(name: String, services: [String]) { self.init(id: CounselorID(), name: name, services: services) }

  init(id: CounselorID, name: String, services: [String]) {
    self.id = id
    self.name = name
    self.services = services
  }
}

extension OfficeStore {
  /// The office's counselors.
  public var counselors: Resources<Counselor> { Resources(store: self, table: Counselor.table) }
}

extension Counselor: NamedResource {
  func replacing(_ known: Counselor) -> Counselor {
    Counselor(id: known.id, name: name, services: Set(services).sorted())
  }
}

extension Counselor {
  /// One row when the counselor is in use and gives the service.
  static func giving(_ service: String, _ counselor: CounselorID, in session: Session) -> Statement {
    Statement(
      """
      SELECT 1 FROM counselors c
        JOIN counselor_services s ON s.office_id = c.office_id AND s.counselor_id = c.id
      WHERE c.office_id = $1 AND c.id = $2 AND c.retired_at IS NULL AND s.service_code = $3
      """, session.office.id, counselor, service)
  }

  /// One row unless the counselor is in use.
  static func notInUse(_ counselor: CounselorID, in session: Session) -> Statement {
    Statement(
      """
      SELECT $2::uuid WHERE NOT EXISTS (
        SELECT FROM counselors WHERE office_id = $1 AND id = $2 AND retired_at IS NULL)
      """, session.office.id, counselor)
  }

  static let table = ResourceTable<Counselor>(
    page: { after, limit, session in
      Statement(
        """
        SELECT c.id, c.name, ARRAY(
          SELECT s.service_code FROM counselor_services s WHERE s.office_id = $1 AND s.counselor_id = c.id ORDER BY 1)
        FROM counselors c
        WHERE c.office_id = $1 AND c.retired_at IS NULL AND ($2::uuid IS NULL
          OR (c.name, c.id) > (SELECT last.name, last.id FROM counselors last WHERE last.office_id = $1 AND last.id = $2))
        ORDER BY c.name, c.id LIMIT $3
        """, session.office.id, after, limit)
    },
    one: { id, session in
      Statement(
        """
        SELECT c.id, c.name, ARRAY(
          SELECT s.service_code FROM counselor_services s WHERE s.office_id = $1 AND s.counselor_id = c.id ORDER BY 1)
        FROM counselors c WHERE c.office_id = $1 AND c.id = $2 AND c.retired_at IS NULL
        """, session.office.id, id)
    },
    lock: { id, session in
      Statement("SELECT 1 FROM counselors WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
    },
    insert: { counselor, session in
      [
        Statement(
          "INSERT INTO counselors (office_id, id, name) VALUES ($1, $2, $3)",
          session.office.id, counselor.id, counselor.name),
        services(of: counselor, in: session),
      ]
    },
    update: { counselor, session in
      [
        Statement(
          "UPDATE counselors SET name = $3 WHERE office_id = $1 AND id = $2",
          session.office.id, counselor.id, counselor.name),
        Statement(
          "DELETE FROM counselor_services WHERE office_id = $1 AND counselor_id = $2", session.office.id, counselor.id),
        services(of: counselor, in: session),
      ]
    },
    retire: { id, session in
      Statement(
        "UPDATE counselors SET retired_at = $3 WHERE office_id = $1 AND id = $2 AND retired_at IS NULL",
        session.office.id, id, session.now)
    },
    missing: { counselor, before, session in
      let named = Set(counselor.services).subtracting(before?.services ?? [])
      return (reading: OfficeService.notGiven(of: named.sorted(), in: session), refusal: .unknownService)
    },
    resource: { .counselor($0) },
    decode: { row in Counselor(id: try row.decode(0), name: try row.decode(1), services: try row.decode(2)) })

  private static func services(of counselor: Counselor, in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO counselor_services (office_id, counselor_id, service_code)
      SELECT DISTINCT $1::integer, $2::uuid, code FROM unnest($3::text[]) AS code
      """, session.office.id, counselor.id, counselor.services)
  }
}
