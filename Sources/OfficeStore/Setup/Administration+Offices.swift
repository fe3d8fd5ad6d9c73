import Postgres
import Scheduling

/// An office as an import describes it.
public struct OfficeRecord: Sendable, Hashable {
  /// 安定所番号
  public var code: OfficeCode
  /// 労働局
  public var bureau: BureauCode
  /// The Japanese name.
  public var name: String
  /// As it is to be shown to users.
  public var phone: String
  /// An IANA zone.
  public var zone: OfficeZone
  /// Monday to Friday.
  public var windows: [OpeningWindow]
  /// The vendors the office has enabled; at least one.
  public var vendors: [Vendor]

  /// An office made of its parts.
  public init(
    code: OfficeCode, bureau: BureauCode, name: String, phone: String, zone: OfficeZone, windows: [OpeningWindow],
    vendors: [Vendor]
  ) {
    self.code = code
    self.bureau = bureau
    self.name = name
    self.phone = phone
    self.zone = zone
    self.windows = windows
    self.vendors = vendors
  }
}

/// What an import of offices did.
public struct OfficeImport: Sendable {
  /// How many were new.
  public var created = 0
  /// How many were known.
  public var updated = 0
  /// The bookings that lie outside the new windows, office by office; each has a task.
  public var displaced: [DisplacedBookings] = []
}

extension Administration {
  /// Makes or updates offices, all or none. An update replaces the weekly windows and keeps policy and services; a new
  /// office has the four services of the terms.
  public func importOffices(_ offices: [OfficeRecord], isDryRun: Bool = false) async throws -> OfficeImport {
    try await transaction(isDryRun: isDryRun) { connection in
      var outcome = OfficeImport()
      _ = try await connection.run([Statement("LOCK TABLE offices IN SHARE ROW EXCLUSIVE MODE")])
      for record in offices {
        let saved = try await connection.run([zone(of: record), save(record)])
        guard let row = saved[1].first else { throw StoreFailure.unreadable("offices") }
        let previous = try saved[0].first?.decode(0, as: String.self)
        let office = Office(
          id: try row.decode(0), code: record.code, bureau: record.bureau, name: record.name, zone: record.zone)
        if try row.decode(1, as: Bool.self) { outcome.created += 1 } else { outcome.updated += 1 }
        let session = session("importOffices", in: office, on: connection)
        let displaced = try await setUp(record, from: previous.flatMap(OfficeZone.init(identifier:)), in: session)
        if !displaced.isEmpty {
          outcome.displaced.append(DisplacedBookings(office: office, displacements: displaced))
        }
      }
      return outcome
    }
  }

  private func zone(of office: OfficeRecord) -> Statement {
    Statement("SELECT time_zone FROM offices WHERE code = $1", office.code.text)
  }

  private func save(_ office: OfficeRecord) -> Statement {
    Statement(
      """
      INSERT INTO offices (id, code, bureau_code, name, phone, time_zone, vendors)
      SELECT coalesce(max(id), 0) + 1, $1::text, $2::text, $3::text, $4::text, $5::text, $6::text[] FROM offices
      ON CONFLICT (code) DO UPDATE SET bureau_code = excluded.bureau_code, name = excluded.name,
        phone = excluded.phone, time_zone = excluded.time_zone, vendors = excluded.vendors
      RETURNING id, xmax = 0
      """,
      office.code.text, office.bureau.text, office.name, office.phone, office.zone.identifier, office.vendors)
  }

  /// - Parameter previous: the zone that the office was in; nil for a new one.
  private func setUp(
    _ record: OfficeRecord, from previous: OfficeZone?, in session: Session
  ) async throws -> [Displacement] {
    let week = WeeklyWindow.mondayToFriday(record.windows)
    _ = try await session.run([
      session.enter, OfficeRules.changeLock(in: session),
      Statement("INSERT INTO policies (office_id) VALUES ($1) ON CONFLICT DO NOTHING", session.office.id),
      services(ServiceType.seeded, in: session),
    ])
    let displaced = try await openTasks(from: previous, in: session) { $0.calendar.weeklyHours = week }
    _ = try await session.run(
      replaceHours(by: week, in: session) + [session.entry(.change, about: displaced.auditSubjects)])
    return displaced
  }

  private func services(_ types: [ServiceType], in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO services (office_id, id, code, name_ja, name_en, minutes)
      SELECT $1::integer, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[])
      ON CONFLICT (office_id, code) DO NOTHING
      """,
      session.office.id, types.map { _ in OfficeServiceID() }, types.map(\.code.text), types.map(\.nameJa),
      types.map(\.nameEn), types.map(\.minutes))
  }

  /// Windows that stay keep their ids.
  private func replaceHours(by week: [WeeklyWindow], in session: Session) -> [Statement] {
    let (weekdays, opens, closes) = (
      week.map(\.weekday.rawValue), week.map(\.window.from.minutes), week.map(\.window.to.minutes)
    )
    return [
      Statement(
        """
        UPDATE weekly_hours SET retired_at = $5
        WHERE office_id = $1 AND retired_at IS NULL AND NOT (
          valid_from = '1955-01-01' AND valid_until IS NULL
          AND (weekday, opens, closes) IN (SELECT * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[])))
        """, session.office.id, weekdays, opens, closes, session.now),
      Statement(
        """
        INSERT INTO weekly_hours (office_id, id, weekday, opens, closes)
        SELECT $1::integer, week.*
        FROM unnest($5::uuid[], $2::bigint[], $3::bigint[], $4::bigint[]) AS week (id, weekday, opens, closes)
        WHERE NOT EXISTS (
          SELECT FROM weekly_hours h
          WHERE h.office_id = $1 AND h.retired_at IS NULL AND h.weekday = week.weekday AND h.opens = week.opens
            AND h.closes = week.closes)
        """, session.office.id, weekdays, opens, closes, week.map { _ in WeeklyHoursID() }),
    ]
  }
}
