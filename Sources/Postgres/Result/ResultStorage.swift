import CLibPQ
import Glibc

/// Owns one result of libpq: its columns and rows, in the memory they arrived in.
///
/// Unchecked because of the pointer. It is safe: libpq is done with a result once `PQgetResult` has handed it out,
/// only calls that read it are made here (libpq's manual: "the PGresult object is read-only after creation, and so can
/// be passed around freely between threads"), and `deinit` frees it when nobody can call any more.
final class ResultStorage: @unchecked Sendable {
  private let result: OpaquePointer
  let rowCount: Int
  let columnCount: Int

  /// Takes over `result`.
  init(_ result: OpaquePointer) {
    self.result = result
    rowCount = Int(PQntuples(result))
    columnCount = Int(PQnfields(result))
  }

  deinit {
    PQclear(result)
  }

  /// What the statement did, such as `INSERT 0 1`.
  var commandTag: String { String(cString: PQcmdStatus(result)) }

  /// The number in the command tag.
  var affectedRows: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

  func columnName(_ column: Int) -> String {
    PQfname(result, Int32(column)).map { String(cString: $0) } ?? ""
  }

  func columnIndex(_ name: String) -> Int? {
    name.withCString { wanted in
      (0..<columnCount).first { column in
        PQfname(result, Int32(column)).map { strcmp($0, wanted) == 0 } ?? false
      }
    }
  }

  func type(_ column: Int) -> PostgresType {
    PostgresType(oid: PQftype(result, Int32(column)))
  }

  /// Hands `body` the bytes of one field, `nil` for NULL. The indices are checked by the caller.
  func withField<R>(
    row: Int, column: Int, _ body: (UnsafeRawBufferPointer?) throws(PostgresDecodingError) -> R
  ) throws(PostgresDecodingError) -> R {
    guard PQgetisnull(result, Int32(row), Int32(column)) == 0,
      let value = PQgetvalue(result, Int32(row), Int32(column))
    else { return try body(nil) }
    let length = Int(PQgetlength(result, Int32(row), Int32(column)))
    return try body(UnsafeRawBufferPointer(start: value, count: length))
  }
}
