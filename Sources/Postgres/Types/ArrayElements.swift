/// What can stand in an array parameter: every encodable value, its optional, and `UInt8`, whose arrays are `bytea`.
/// Only this library conforms types to it directly; others conform to `PostgresEncodable`.
public protocol PostgresArrayElementEncodable: Sendable {
  /// The type of an array of these.
  static var postgresArrayType: PostgresType { get }
  /// Appends a whole array.
  static func encodeArray(_ elements: [Self], into buffer: inout PostgresBuffer)
}

/// What can stand in an array column: every decodable value, its optional, and `UInt8`, whose arrays are `bytea`.
/// Only this library conforms types to it directly; others conform to `PostgresDecodable`.
public protocol PostgresArrayElementDecodable {
  /// Reads a whole array.
  static func decodeArray(
    _ bytes: UnsafeRawBufferPointer, type: PostgresType
  ) throws(PostgresDecodingError) -> [Self]
}

extension PostgresEncodable {
  /// The array of the element's type.
  public static var postgresArrayType: PostgresType { postgresType.array }

  /// Appends a one-dimensional array.
  public static func encodeArray(_ elements: [Self], into buffer: inout PostgresBuffer) {
    ArrayForm.encode(elements, of: postgresType, into: &buffer) { $0 }
  }
}

extension PostgresDecodable {
  /// Reads a one-dimensional array without NULLs.
  public static func decodeArray(
    _ bytes: UnsafeRawBufferPointer, type: PostgresType
  ) throws(PostgresDecodingError) -> [Self] {
    try ArrayForm.decode(bytes) { element, type throws(PostgresDecodingError) in
      guard let element else { throw .unexpectedNull }
      return try Self(postgres: element, type: type)
    }
  }
}

extension Optional: PostgresArrayElementEncodable where Wrapped: PostgresEncodable {
  /// The array of the element's type.
  public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }

  /// Appends a one-dimensional array; `nil` is NULL.
  public static func encodeArray(_ elements: [Wrapped?], into buffer: inout PostgresBuffer) {
    ArrayForm.encode(elements, of: Wrapped.postgresType, into: &buffer) { $0 }
  }
}

extension Optional: PostgresArrayElementDecodable where Wrapped: PostgresDecodable {
  /// Reads a one-dimensional array; NULL is `nil`.
  public static func decodeArray(
    _ bytes: UnsafeRawBufferPointer, type: PostgresType
  ) throws(PostgresDecodingError) -> [Wrapped?] {
    try ArrayForm.decode(bytes) { element, type throws(PostgresDecodingError) in
      guard let element else { return nil }
      return try Wrapped(postgres: element, type: type)
    }
  }
}

extension UInt8: PostgresArrayElementEncodable, PostgresArrayElementDecodable {
  /// `bytea`.
  public static var postgresArrayType: PostgresType { .bytea }

  /// Appends the bytes.
  public static func encodeArray(_ elements: [UInt8], into buffer: inout PostgresBuffer) {
    buffer.append(contentsOf: elements)
  }

  /// Reads a `bytea`.
  public static func decodeArray(
    _ bytes: UnsafeRawBufferPointer, type: PostgresType
  ) throws(PostgresDecodingError) -> [UInt8] {
    guard type == .bytea else { throw .typeMismatch(type) }
    return Array(bytes)
  }
}

extension Array: PostgresArrayElementEncodable, PostgresEncodable where Element: PostgresArrayElementEncodable {
  /// `bytea` for bytes, else the array of the element's type. Arrays of arrays other than `[[UInt8]]` have none.
  public static var postgresType: PostgresType {
    let type = Element.postgresArrayType
    return type == .bytea ? .bytea : type
  }

  /// Appends the array.
  public func encode(into buffer: inout PostgresBuffer) { Element.encodeArray(self, into: &buffer) }
}

extension Array: PostgresArrayElementDecodable, PostgresDecodable where Element: PostgresArrayElementDecodable {
  /// Reads a `bytea` or a one-dimensional array.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    self = try Element.decodeArray(bytes, type: type)
  }
}
