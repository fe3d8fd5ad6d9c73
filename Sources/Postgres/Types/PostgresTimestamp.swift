/// An instant: a `timestamptz` of the server.
public struct PostgresTimestamp: Sendable, Hashable, Comparable {
  /// Microseconds since 1970-01-01T00:00Z, without leap seconds.
  public var microsecondsSince1970: Int64

  /// An instant by its microseconds since 1970-01-01T00:00Z.
  public init(microsecondsSince1970: Int64) {
    self.microsecondsSince1970 = microsecondsSince1970
  }

  /// The earlier instant is the lesser.
  public static func < (a: PostgresTimestamp, b: PostgresTimestamp) -> Bool {
    a.microsecondsSince1970 < b.microsecondsSince1970
  }

  /// From 1970-01-01 to 2000-01-01, where the server begins to count.
  static let epoch: Int64 = 946_684_800_000_000
}

extension PostgresTimestamp: PostgresCodable {
  /// `timestamptz`.
  public static var postgresType: PostgresType { .timestamptz }

  /// Appends the instant. One before the server's calendar (4713 BC) is refused by the server, not taken for
  /// `-infinity`.
  public func encode(into buffer: inout PostgresBuffer) {
    let (value, overflow) = microsecondsSince1970.subtractingReportingOverflow(Self.epoch)
    buffer.append(overflow || value == .min ? Int64.min + 1 : value)
  }

  /// Reads a `timestamptz`; `unrepresentable` for ±`infinity`.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    guard type == .timestamptz else { throw .typeMismatch(type) }
    let value = try bytes.postgresInteger(Int64.self)
    let (shifted, overflow) = value.addingReportingOverflow(Self.epoch)
    guard value != .min, value != .max, !overflow else { throw .unrepresentable }
    self.init(microsecondsSince1970: shifted)
  }
}
