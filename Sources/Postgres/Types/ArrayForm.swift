/// The binary form of a one-dimensional array (`array_send` in the server): dimensions, whether there are NULLs, the
/// element's type, length and lower bound, then each element with its length.
enum ArrayForm {
  static func encode<Element, Value: PostgresEncodable>(
    _ elements: [Element], of type: PostgresType, into buffer: inout PostgresBuffer, value: (Element) -> Value?
  ) {
    buffer.append(elements.isEmpty ? 0 : 1 as Int32)
    buffer.append(elements.contains { value($0) == nil } ? 1 : 0 as Int32)
    buffer.append(type.oid)
    guard !elements.isEmpty else { return }
    buffer.append(Int32(truncatingIfNeeded: elements.count))
    buffer.append(1 as Int32)
    for element in elements {
      if let value = value(element) {
        buffer.appendSized { value.encode(into: &$0) }
      } else {
        buffer.append(-1 as Int32)
      }
    }
  }

  static func decode<Element>(
    _ bytes: UnsafeRawBufferPointer,
    element: (UnsafeRawBufferPointer?, PostgresType) throws(PostgresDecodingError) -> Element
  ) throws(PostgresDecodingError) -> [Element] {
    var reader = ByteReader(bytes)
    let dimensions = try reader.integer(Int32.self)
    _ = try reader.integer(Int32.self)
    let type = PostgresType(oid: try reader.integer(UInt32.self))
    if dimensions == 0 { return [] }
    guard dimensions == 1 else { throw .unrepresentable }
    let count = try reader.integer(Int32.self)
    _ = try reader.integer(Int32.self)
    // An element takes at least the four bytes of its length: a count beyond that must not reserve memory.
    guard count >= 0, Int(count) <= bytes.count / 4 else { throw .malformed }
    var elements: [Element] = []
    elements.reserveCapacity(Int(count))
    for _ in 0..<count {
      elements.append(try element(try reader.sized(), type))
    }
    try reader.end()
    return elements
  }
}
