/// A value that can be bound to a parameter.
public protocol PostgresEncodable: PostgresArrayElementEncodable {
  /// The type that the server is told.
  static var postgresType: PostgresType { get }
  /// Appends the value in the server's binary form.
  func encode(into buffer: inout PostgresBuffer)
}

/// A value that can be read from a column.
public protocol PostgresDecodable: PostgresArrayElementDecodable {
  /// Reads a value in the server's binary form. The bytes are valid during the call only.
  init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError)
}

/// A value that goes both ways.
public typealias PostgresCodable = PostgresEncodable & PostgresDecodable

/// Why bytes of the server are not a value of the type asked for. Carries no data.
public enum PostgresDecodingError: Error, Sendable, Hashable {
  /// The column has a type that this Swift type does not read.
  case typeMismatch(PostgresType)
  /// The column is NULL and the Swift type has no place for that.
  case unexpectedNull
  /// The bytes do not have the form of the type.
  case malformed
  /// A value that the Swift type cannot hold, such as `infinity` or an unknown case of an enumeration.
  case unrepresentable
}

/// A raw value makes identifiers and enumerations codable: `extension OfficeID: PostgresCodable {}` is enough.
extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
  /// The type of the raw value.
  public static var postgresType: PostgresType { RawValue.postgresType }
  /// Appends the raw value.
  public func encode(into buffer: inout PostgresBuffer) { rawValue.encode(into: &buffer) }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
  /// Reads the raw value; `unrepresentable` where the type has no such value.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    guard let value = Self(rawValue: try RawValue(postgres: bytes, type: type)) else { throw .unrepresentable }
    self = value
  }
}
