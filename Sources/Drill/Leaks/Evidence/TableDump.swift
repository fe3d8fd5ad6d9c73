import Foundation
import Stage

/// All rows of all tables, as `pg_dump` writes them for COPY.
enum TableDump {
  /// One row; NULL is left out.
  struct Row {
    let table: String
    let values: [(column: String, text: String)]

    subscript(column: String) -> String? { values.first { $0.column == column }?.text }
  }

  /// Dumps a private database as its superuser, whom no policy keeps from any row.
  static func take(of database: Database) async throws -> [UInt8] {
    let path = database.directory + "/tables.sql"
    _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    guard let file = FileHandle(forWritingAtPath: path) else { throw DrillError("\(path) cannot be written") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "pg_dump", "--host", database.directory, "--port", "5432", "--username", "postgres", "madoguchi",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = file
    try process.run()
    while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    guard process.terminationStatus == 0 else { throw DrillError("pg_dump failed") }
    let bytes = Array(FileManager.default.contents(atPath: path) ?? Data())
    try FileManager.default.removeItem(atPath: path)
    return bytes
  }

  /// Goes through the rows of a dump.
  static func forEachRow(of dump: [UInt8], _ body: (Row) -> Void) {
    var block: (table: String, columns: [String])?
    for line in dump.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if let (table, columns) = block {
        guard !line.elementsEqual(#"\."#.utf8) else {
          block = nil
          continue
        }
        let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        let values = zip(columns, fields).compactMap { column, field in text(field).map { (column, $0) } }
        body(Row(table: table, values: values))
      } else {
        block = head(String(decoding: line, as: UTF8.self))
      }
    }
  }

  /// `COPY public.rooms (office_id, id) FROM stdin;`
  private static func head(_ line: String) -> (table: String, columns: [String])? {
    guard line.hasPrefix("COPY "), line.hasSuffix(") FROM stdin;"), let open = line.firstIndex(of: "(") else {
      return nil
    }
    let table = line.dropFirst(5).prefix { $0 != " " }.split(separator: ".").last.map(String.init) ?? ""
    let columns = line[open...].dropFirst().dropLast(") FROM stdin;".count).split(separator: ",")
    return (table, columns.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"")) })
  }

  /// A field as it was before COPY escaped it; nil for NULL.
  private static func text(_ field: ArraySlice<UInt8>) -> String? {
    guard field.contains(0x5C) else { return String(decoding: field, as: UTF8.self) }
    guard !field.elementsEqual(#"\N"#.utf8) else { return nil }
    let escapes: [UInt8: UInt8] = [0x6E: 0x0A, 0x74: 0x09, 0x72: 0x0D, 0x62: 0x08, 0x66: 0x0C, 0x76: 0x0B]
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in field {
      if isEscaped {
        bytes.append(escapes[byte] ?? byte)
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
