extension Int16: PostgresCodable {
  /// `smallint`.
  public static var postgresType: PostgresType { .int2 }
}

extension Int32: PostgresCodable {
  /// `integer`.
  public static var postgresType: PostgresType { .int4 }
}

extension Int64: PostgresCodable {
  /// `bigint`.
  public static var postgresType: PostgresType { .int8 }
}

extension Int: PostgresCodable {
  /// `bigint`.
  public static var postgresType: PostgresType { .int8 }
}

extension PostgresEncodable where Self: FixedWidthInteger {
  /// Appends the integer.
  public func encode(into buffer: inout PostgresBuffer) { buffer.append(self) }
}

extension PostgresDecodable where Self: FixedWidthInteger {
  /// Reads an integer of any width; `unrepresentable` where this one is too narrow for the value.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    let value: Int64
    switch type {
    case .int2: value = Int64(try bytes.postgresInteger(Int16.self))
    case .int4: value = Int64(try bytes.postgresInteger(Int32.self))
    case .int8: value = try bytes.postgresInteger(Int64.self)
    default: throw .typeMismatch(type)
    }
    guard let exact = Self(exactly: value) else { throw .unrepresentable }
    self = exact
  }
}
