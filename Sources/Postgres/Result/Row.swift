/// One row of a result.
public struct Row: Sendable {
  private let storage: ResultStorage
  private let index: Int

  init(storage: ResultStorage, index: Int) {
    self.storage = storage
    self.index = index
  }

  /// The value of a column by its position from 0. Throws `decoding` for NULL, another type, or no such column.
  public func decode<T: PostgresDecodable>(_ column: Int, as: T.Type = T.self) throws(PostgresError) -> T {
    try read(column) { bytes, type throws(PostgresDecodingError) in
      guard let bytes else { throw .unexpectedNull }
      return try T(postgres: bytes, type: type)
    }
  }

  /// The value of a column by its position from 0, `nil` for NULL. Throws `decoding` for another type or no such column.
  public func decodeIfPresent<T: PostgresDecodable>(
    _ column: Int, as: T.Type = T.self
  ) throws(PostgresError) -> T? {
    try read(column) { bytes, type throws(PostgresDecodingError) in
      guard let bytes else { return nil }
      return try T(postgres: bytes, type: type)
    }
  }

  /// The value of the first column of that name. Throws `decoding` for NULL, another type, or no such column.
  public func decode<T: PostgresDecodable>(_ column: String, as: T.Type = T.self) throws(PostgresError) -> T {
    try decode(try position(column))
  }

  /// The value of the first column of that name, `nil` for NULL. Throws `decoding` for another type or no such column.
  public func decodeIfPresent<T: PostgresDecodable>(
    _ column: String, as: T.Type = T.self
  ) throws(PostgresError) -> T? {
    try decodeIfPresent(try position(column))
  }

  private func position(_ name: String) throws(PostgresError) -> Int {
    guard let position = storage.columnIndex(name) else { throw Self.failure(column: name, nil) }
    return position
  }

  private func read<R>(
    _ column: Int, _ body: (UnsafeRawBufferPointer?, PostgresType) throws(PostgresDecodingError) -> R
  ) throws(PostgresError) -> R {
    guard 0..<storage.columnCount ~= column else { throw Self.failure(column: String(column), nil) }
    let type = storage.type(column)
    do throws(PostgresDecodingError) {
      return try storage.withField(row: index, column: column) { bytes throws(PostgresDecodingError) in
        try body(bytes, type)
      }
    } catch {
      throw Self.failure(column: storage.columnName(column), error)
    }
  }

  private static func failure(column: String, _ reason: PostgresDecodingError?) -> PostgresError {
    var error = PostgresError(.decoding)
    error.column = column
    error.decodingError = reason
    return error
  }
}
