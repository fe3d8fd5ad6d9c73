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

extension Administration {
  /// Makes or updates offices, all or none. An update replaces the weekly windows and keeps the policy.
  ///
  /// - Returns: how many were new and how many were known.
  public func importOffices(
    _ offices: [OfficeRecord], isDryRun: Bool = false
  ) async throws -> (created: Int, updated: Int) {
    try await transaction(isDryRun: isDryRun) { connection in
      var created = 0
      _ = try await connection.run([Statement("LOCK TABLE offices IN SHARE ROW EXCLUSIVE MODE")])
      for office in offices {
        let saved = try await connection.run(save(office))
        guard let row = saved.first else { throw StoreFailure.unreadable("offices") }
        let id = try row.decode(0, as: Int32.self)
        created += try row.decode(1, as: Bool.self) ? 1 : 0
        _ = try await connection.run(setUp(office, id: id))
      }
      return (created, offices.count - created)
    }
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

  private func setUp(_ office: OfficeRecord, id: Int32) -> [Statement] {
    let week = WeeklyWindow.mondayToFriday(office.windows)
    return [
      Statement("SELECT enter($1, $2, 'system_admin:command')", id, clock.now()),
      Statement("INSERT INTO policies (office_id) VALUES ($1) ON CONFLICT DO NOTHING", id),
      Statement("DELETE FROM weekly_hours WHERE office_id = $1", id),
      Statement(
        """
        INSERT INTO weekly_hours (office_id, weekday, opens, closes)
        SELECT $1::integer, weekday, opens, closes
        FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS week (weekday, opens, closes)
        """,
        id, week.map(\.weekday.rawValue), week.map(\.window.from.minutes), week.map(\.window.to.minutes)),
    ]
  }
}
