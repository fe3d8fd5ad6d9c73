/// A span of time `[lower, upper)`: a `tstzrange` of the server.
public enum PostgresTimestampRange: Sendable, Hashable {
  /// The range without an instant in it.
  case empty
  /// From `lower`, inclusive, to `upper`, exclusive; `nil` leaves that side open.
  case span(lower: PostgresTimestamp?, upper: PostgresTimestamp?)

  /// The half-open range of two bounds. The server makes equal bounds `empty` and refuses swapped ones (22000).
  public init(lower: PostgresTimestamp?, upper: PostgresTimestamp?) {
    self = .span(lower: lower, upper: upper)
  }

  /// The first instant; `nil` where there is none.
  public var lower: PostgresTimestamp? {
    if case .span(let lower, _) = self { lower } else { nil }
  }

  /// The first instant after the range; `nil` where there is none.
  public var upper: PostgresTimestamp? {
    if case .span(_, let upper) = self { upper } else { nil }
  }

  /// Whether no instant is in it.
  public var isEmpty: Bool { self == .empty }
}

extension PostgresTimestampRange: PostgresCodable {
  /// The flags of `rangetypes.h`.
  private enum Flag {
    static let empty: UInt8 = 0x01
    static let lowerInclusive: UInt8 = 0x02
    static let upperInclusive: UInt8 = 0x04
    static let lowerInfinite: UInt8 = 0x08
    static let upperInfinite: UInt8 = 0x10
  }

  /// `tstzrange`.
  public static var postgresType: PostgresType { .tstzrange }

  /// Appends the range.
  public func encode(into buffer: inout PostgresBuffer) {
    guard case .span(let lower, let upper) = self else { return buffer.append(Flag.empty) }
    buffer.append((lower == nil ? Flag.lowerInfinite : Flag.lowerInclusive) | (upper == nil ? Flag.upperInfinite : 0))
    for case let bound? in [lower, upper] {
      buffer.appendSized { bound.encode(into: &$0) }
    }
  }

  /// Reads a `tstzrange`; `unrepresentable` where it is not half-open or a bound is ±`infinity`.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    guard type == .tstzrange else { throw .typeMismatch(type) }
    var reader = ByteReader(bytes)
    let flags = try reader.integer(UInt8.self)
    if flags & Flag.empty != 0 {
      try reader.end()
      self = .empty
      return
    }
    let lower = flags & Flag.lowerInfinite == 0 ? try Self.bound(&reader) : nil
    let upper = flags & Flag.upperInfinite == 0 ? try Self.bound(&reader) : nil
    try reader.end()
    guard flags & Flag.upperInclusive == 0, lower == nil || flags & Flag.lowerInclusive != 0 else {
      throw .unrepresentable
    }
    self = .span(lower: lower, upper: upper)
  }

  private static func bound(_ reader: inout ByteReader) throws(PostgresDecodingError) -> PostgresTimestamp {
    guard let bytes = try reader.sized() else { throw .malformed }
    return try PostgresTimestamp(postgres: bytes, type: .timestamptz)
  }
}
