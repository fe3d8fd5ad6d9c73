#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Bool: PostgresCodable {
  /// `boolean`.
  public static var postgresType: PostgresType { .bool }

  /// Appends 1 or 0.
  public func encode(into buffer: inout PostgresBuffer) { buffer.append(self ? 1 : 0 as UInt8) }

  /// Reads a `boolean`.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    guard type == .bool else { throw .typeMismatch(type) }
    self = try bytes.postgresInteger(UInt8.self) != 0
  }
}

extension Double: PostgresCodable {
  /// `double precision`.
  public static var postgresType: PostgresType { .float8 }

  /// Appends the bits.
  public func encode(into buffer: inout PostgresBuffer) { buffer.append(bitPattern) }

  /// Reads a `double precision` or a `real`.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    switch type {
    case .float8: self.init(bitPattern: try bytes.postgresInteger(UInt64.self))
    case .float4: self.init(Float(bitPattern: try bytes.postgresInteger(UInt32.self)))
    default: throw .typeMismatch(type)
    }
  }
}

extension String: PostgresCodable {
  /// `text`.
  public static var postgresType: PostgresType { .text }

  /// Appends the UTF-8.
  public func encode(into buffer: inout PostgresBuffer) { buffer.append(contentsOf: utf8) }

  /// Reads `text`, `varchar`, `char(n)`, `name` or the text of `json`.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    switch type {
    case .text, .varchar, .bpchar, .name, .json, .unknown: break
    default: throw .typeMismatch(type)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
    self = text
  }
}

extension UUID: PostgresCodable {
  /// `uuid`.
  public static var postgresType: PostgresType { .uuid }

  /// Appends the sixteen bytes.
  public func encode(into buffer: inout PostgresBuffer) {
    withUnsafeBytes(of: uuid) { buffer.append(contentsOf: $0) }
  }

  /// Reads a `uuid`.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    guard type == .uuid else { throw .typeMismatch(type) }
    guard bytes.count == 16 else { throw .malformed }
    self.init(uuid: bytes.loadUnaligned(as: uuid_t.self))
  }
}
