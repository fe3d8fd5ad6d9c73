/// The parameters of one statement as libpq takes them: arrays of types, values, lengths and formats.
struct EncodedParameters {
  private var buffer = PostgresBuffer()
  private var offsets: [Int] = []
  private var lengths: [Int32] = []
  private var types: [UInt32] = []

  /// Encodes the parameters of `statement`.
  init(_ statement: Statement) {
    // One byte, so that an empty text has an address: to libpq a null address is NULL.
    buffer.append(0 as UInt8)
    for parameter in statement.parameters {
      let start = buffer.bytes.count
      parameter?.encode(into: &buffer)
      offsets.append(parameter == nil ? -1 : start)
      lengths.append(Int32(clamping: buffer.bytes.count - start))
      types.append(parameter.map { type(of: $0).postgresType.oid } ?? 0)
    }
  }

  /// What `body` is handed; valid during the call.
  struct Arrays {
    let count: Int32
    let types: [UInt32]
    let values: [UnsafePointer<CChar>?]
    let lengths: [Int32]
    let formats: [Int32]
  }

  /// Calls `body` with the arrays.
  func withArrays<R>(_ body: (Arrays) -> R) -> R {
    buffer.bytes.withUnsafeBytes { bytes in
      let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      return body(
        Arrays(
          count: Int32(offsets.count), types: types,
          values: offsets.map { offset in offset < 0 ? nil : base.map { $0 + offset } },
          lengths: lengths, formats: [Int32](repeating: 1, count: offsets.count)))
    }
  }
}
