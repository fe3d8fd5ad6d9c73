/// A day of the proleptic Gregorian calendar: a `date` of the server.
public struct PostgresDate: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01.
  public var daysSince1970: Int

  /// A day by its distance from 1970-01-01.
  public init(daysSince1970: Int) {
    self.daysSince1970 = daysSince1970
  }

  /// The earlier day is the lesser.
  public static func < (a: PostgresDate, b: PostgresDate) -> Bool { a.daysSince1970 < b.daysSince1970 }

  /// From 1970-01-01 to 2000-01-01, where the server begins to count.
  private static let epoch = 10_957
}

extension PostgresDate: PostgresCodable {
  /// `date`.
  public static var postgresType: PostgresType { .date }

  /// Appends the day. One outside the server's calendar is refused by the server, not taken for ±`infinity`.
  public func encode(into buffer: inout PostgresBuffer) {
    let (value, overflow) = daysSince1970.subtractingReportingOverflow(Self.epoch)
    let limited = overflow ? Int.min : value
    buffer.append(Int32(min(max(limited, Int(Int32.min) + 1), Int(Int32.max) - 1)))
  }

  /// Reads a `date`; `unrepresentable` for ±`infinity`.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    guard type == .date else { throw .typeMismatch(type) }
    let value = try bytes.postgresInteger(Int32.self)
    guard value != .min, value != .max else { throw .unrepresentable }
    self.init(daysSince1970: Int(value) + Self.epoch)
  }
}
