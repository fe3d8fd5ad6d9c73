/// A time of day without a zone: a `time` of the server.
public struct PostgresTime: Sendable, Hashable, Comparable {
  /// Microseconds since midnight, 0 … 86,400,000,000 (24:00 is a time of its own to the server).
  public var microsecondsSinceMidnight: Int64

  /// A time by its microseconds since midnight.
  public init(microsecondsSinceMidnight: Int64) {
    self.microsecondsSinceMidnight = microsecondsSinceMidnight
  }

  /// The earlier time is the lesser.
  public static func < (a: PostgresTime, b: PostgresTime) -> Bool {
    a.microsecondsSinceMidnight < b.microsecondsSinceMidnight
  }
}

extension PostgresTime: PostgresCodable {
  /// `time`.
  public static var postgresType: PostgresType { .time }

  /// Appends the time.
  public func encode(into buffer: inout PostgresBuffer) { buffer.append(microsecondsSinceMidnight) }

  /// Reads a `time`.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    guard type == .time else { throw .typeMismatch(type) }
    self.init(microsecondsSinceMidnight: try bytes.postgresInteger(Int64.self))
  }
}
