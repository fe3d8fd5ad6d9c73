/// A JSON text: a `jsonb` or `json` of the server. Nobody parses it here; the server refuses what is not JSON (22P02).
public struct PostgresJSON: Sendable, Hashable {
  /// The text in UTF-8.
  public var utf8: [UInt8]

  /// JSON by its UTF-8.
  public init(utf8: [UInt8]) {
    self.utf8 = utf8
  }

  /// JSON by its text.
  public init(_ text: String) {
    self.utf8 = Array(text.utf8)
  }

  /// The text.
  public var text: String { String(decoding: utf8, as: UTF8.self) }
}

extension PostgresJSON: PostgresCodable {
  /// The only version of `jsonb`'s binary form.
  private static let version: UInt8 = 1

  /// `jsonb`.
  public static var postgresType: PostgresType { .jsonb }

  /// Appends the text in `jsonb`'s binary form.
  public func encode(into buffer: inout PostgresBuffer) {
    buffer.append(Self.version)
    buffer.append(contentsOf: utf8)
  }

  /// Reads a `jsonb` or a `json`.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    switch type {
    case .json:
      self.init(utf8: Array(bytes))
    case .jsonb:
      guard bytes.first == Self.version else { throw .malformed }
      self.init(utf8: Array(bytes.dropFirst()))
    default:
      throw .typeMismatch(type)
    }
  }
}
