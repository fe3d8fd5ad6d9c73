/// Reads a value's bytes from the front, in network byte order.
struct ByteReader {
  private var rest: Slice<UnsafeRawBufferPointer>

  init(_ bytes: UnsafeRawBufferPointer) {
    rest = bytes[...]
  }

  mutating func integer<T: FixedWidthInteger>(_: T.Type = T.self) throws(PostgresDecodingError) -> T {
    let size = MemoryLayout<T>.size
    guard rest.count >= size else { throw .malformed }
    let value = UnsafeRawBufferPointer(rebasing: rest.prefix(size)).loadUnaligned(as: T.self)
    rest = rest.dropFirst(size)
    return T(bigEndian: value)
  }

  /// The next bytes, `nil` for the length −1 of a NULL.
  mutating func sized() throws(PostgresDecodingError) -> UnsafeRawBufferPointer? {
    let length = try integer(Int32.self)
    if length == -1 { return nil }
    guard length >= 0, rest.count >= length else { throw .malformed }
    defer { rest = rest.dropFirst(Int(length)) }
    return UnsafeRawBufferPointer(rebasing: rest.prefix(Int(length)))
  }

  /// Refuses bytes that nobody read.
  func end() throws(PostgresDecodingError) {
    guard rest.isEmpty else { throw .malformed }
  }
}

extension UnsafeRawBufferPointer {
  /// All bytes as one integer.
  func postgresInteger<T: FixedWidthInteger>(_: T.Type = T.self) throws(PostgresDecodingError) -> T {
    var reader = ByteReader(self)
    let value = try reader.integer(T.self)
    try reader.end()
    return value
  }
}
