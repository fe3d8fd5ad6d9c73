import Postgres
import Scheduling

/// A service that an office gives: one of the four of the terms' preamble, or its own.
public struct OfficeService: OfficeResource {
  /// Unique within the office. Bookings and counselors name the code.
  public let id: OfficeServiceID
  /// The code, names and length. The code never changes.
  public var type: ServiceType

  /// A new service.
  public init(_ type: ServiceType) { self.init(id: OfficeServiceID(), type: type) }

  init(id: OfficeServiceID, type: ServiceType) {
    self.id = id
    self.type = type
  }
}

extension OfficeStore {
  /// The office's services. Another length counts for new applications; a retired service takes none.
  public var services: Resources<OfficeService> { Resources(store: self, table: OfficeService.table) }
}

extension OfficeService {
  static let table = ResourceTable<OfficeService>(
    page: { after, limit, session in
      Statement(
        """
        SELECT id, code, name_ja, name_en, minutes FROM services
        WHERE office_id = $1 AND retired_at IS NULL AND ($2::uuid IS NULL
          OR code > (SELECT last.code FROM services last WHERE last.office_id = $1 AND last.id = $2))
        ORDER BY code LIMIT $3
        """, session.office.id, after, limit)
    },
    one: { id, session in
      Statement(
        """
        SELECT id, code, name_ja, name_en, minutes FROM services
        WHERE office_id = $1 AND id = $2 AND retired_at IS NULL
        """, session.office.id, id)
    },
    lock: { id, session in
      Statement("SELECT 1 FROM services WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
    },
    insert: { service, session in [revival(of: service, in: session), insertion(of: service, in: session)] },
    update: { service, session in
      [
        Statement(
          "UPDATE services SET name_ja = $3, name_en = $4, minutes = $5 WHERE office_id = $1 AND id = $2",
          session.office.id, service.id, service.type.nameJa, service.type.nameEn, service.type.minutes)
      ]
    },
    retire: { id, session in
      Statement(
        "UPDATE services SET retired_at = $3 WHERE office_id = $1 AND id = $2 AND retired_at IS NULL",
        session.office.id, id, session.now)
    },
    decode: OfficeService.init(row:))

  /// The minutes that a new application takes: none of a retired service, or of one that the office never had.
  static func minutes(of code: String, in session: Session) -> Statement {
    Statement(
      "SELECT minutes FROM services WHERE office_id = $1 AND code = $2 AND retired_at IS NULL", session.office.id, code)
  }

  /// Those of the codes that the office doesn't give, or gives no more.
  static func notGiven(of codes: [String], in session: Session) -> Statement {
    Statement(
      """
      SELECT named.code FROM unnest($2::text[]) AS named (code)
      WHERE NOT EXISTS (
        SELECT FROM services s WHERE s.office_id = $1 AND s.code = named.code AND s.retired_at IS NULL)
      """, session.office.id, codes)
  }

  /// The row keeps its code for ever, because bookings of the past name it: a code that was retired comes back in it.
  private static func revival(of service: OfficeService, in session: Session) -> Statement {
    Statement(
      """
      UPDATE services SET id = $2, name_ja = $4, name_en = $5, minutes = $6, retired_at = NULL
      WHERE office_id = $1 AND code = $3 AND retired_at IS NOT NULL
      """,
      session.office.id, service.id, service.type.code.text, service.type.nameJa, service.type.nameEn,
      service.type.minutes)
  }

  private static func insertion(of service: OfficeService, in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO services (office_id, id, code, name_ja, name_en, minutes)
      SELECT $1::integer, $2::uuid, $3::text, $4::text, $5::text, $6::bigint
      WHERE NOT EXISTS (SELECT FROM services WHERE office_id = $1 AND id = $2)
      """,
      session.office.id, service.id, service.type.code.text, service.type.nameJa, service.type.nameEn,
      service.type.minutes)
  }
}

extension OfficeService {
  fileprivate init(row: Row) throws {
    guard let code = ServiceCode(try row.decode(1)) else { throw StoreFailure.unreadable("services") }
    self.init(
      id: try row.decode(0),
      type: ServiceType(
        code: code, nameJa: try row.decode(2), nameEn: try row.decode(3), minutes: try row.decode(4)))
  }
}
