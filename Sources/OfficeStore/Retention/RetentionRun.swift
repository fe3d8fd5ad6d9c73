import Postgres
import Scheduling

/// The proof of what retention took away in an office.
public struct RetentionRun: Sendable {
  /// Unique within the office.
  public let id: RetentionRunID
  /// A JSON object: the day before which each kind of thing went.
  public let until: [UInt8]
  /// A JSON object: rows by table, blanked or deleted.
  public let counts: [UInt8]
  /// SHA-256 over the ids of what went, in the order in which it went, in hexadecimal.
  public let digest: String
  /// When it began.
  public let startedAt: Instant
  /// Who ran it.
  public let startedBy: String
  /// When it was done; nil for one that was broken off, and while it runs.
  public let finishedAt: Instant?

  init(row: Row) throws {
    id = try row.decode(0)
    until = try row.decode(1, as: PostgresJSON.self).utf8
    counts = try row.decode(2, as: PostgresJSON.self).utf8
    digest = try row.decode(3)
    startedAt = try row.decode(4)
    startedBy = try row.decode(5)
    finishedAt = try row.decodeIfPresent(6)
  }
}

/// What goes, or went, in an office.
public struct RetentionCounts: Sendable, Hashable {
  /// Rows of one table.
  public struct Table: Sendable, Hashable {
    /// The table.
    public let name: String
    /// How many.
    public var rows: Int
  }

  /// The days, of the office's own calendar, before which each kind of thing goes.
  public let until: [(kind: String, date: CivilDate)]
  /// Every table that retention looks at, in the order in which it does.
  public var tables: [Table]

  /// How many rows of all tables.
  public var total: Int { tables.map(\.rows).reduce(0, +) }

  /// Equal in days and rows.
  public static func == (left: Self, right: Self) -> Bool {
    left.tables == right.tables && left.until.elementsEqual(right.until) { $0 == $1 }
  }

  /// Hashes the rows.
  public func hash(into hasher: inout Hasher) { hasher.combine(tables) }
}

extension RetentionCounts {
  static func reading(in session: Session) -> Statement {
    Statement(
      "SELECT usage_devices, usage_events, bookings, records FROM retention_limits WHERE office_id = $1",
      session.office.id)
  }

  init(limits row: Row, counts: [Int], in office: Office) throws {
    until = [
      ("usage_devices", try row.decode(0)), ("usage_events", try row.decode(1)),
      ("bookings", office.zone.localDate(of: try row.decode(2))),
      ("records", office.zone.localDate(of: try row.decode(3))),
    ]
    tables = zip(RetentionStep.counts, counts).map { Table(name: $0.table, rows: $1) }
  }

  mutating func add(_ rows: Int, to table: String) {
    if let index = tables.firstIndex(where: { $0.name == table }) { tables[index].rows += rows }
  }

  /// Rows by table.
  var json: PostgresJSON {
    .object(tables.reduce(into: [:]) { members, table in members[table.name] = .some(.number(table.rows)) })
  }

  /// Days by kind.
  var untilJSON: PostgresJSON {
    .object(until.reduce(into: [:]) { members, limit in members[limit.kind] = .some(.text(limit.date.iso)) })
  }
}
