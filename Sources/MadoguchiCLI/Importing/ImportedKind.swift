import AdminAPI
import OfficeStore
import Scheduling

/// Something of offices that a CSV file describes, one a row.
protocol ImportedKind {
  associatedtype Value: Sendable

  /// The command's name, which is the collection's in the API: `rooms`.
  static var name: String { get }
  /// What the command's help calls them.
  static var title: String { get }
  /// The columns beside the office.
  static var header: [String] { get }
  /// What whoever writes a file should know.
  static var note: String { get }

  /// Reads a row; returns nil only after a fault was kept.
  static func read(_ row: inout RowReader) -> Value?
  /// Takes the rows, all or none.
  static var take: Taking<Value> { get }
}

/// What takes rows into their offices.
typealias Taking<Value: Sendable> = (Administration) -> (
  _ rows: [ImportRow<Value>], _ isDryRun: Bool, _ progress: Administration.ImportProgress
) async throws -> ImportOutcome

extension ImportedKind {
  /// The column that says whose a row is, in a file about several offices.
  static var officeColumn: String { "office" }

  /// Reads a file.
  ///
  /// - Parameter office: whose every row is; nil: the rows say so.
  static func sheet(_ path: String, of office: OfficeCode?) throws -> Sheet<ImportRow<Value>> {
    let extra = officeColumn
    let columns = office == nil ? [extra] + header : header
    let hint = office == nil ? "; or say with --office whose the rows are" : ""
    return try Sheet<ImportRow<Value>>.read(path, header: columns, extra: extra, hint: hint) { row in
      var place = office
      if row.has(extra) {
        let named = row.required(extra, TextFormat<OfficeCode>.pattern("9999") { OfficeCode($0) })
        if let named, let office, named != office { row.report("unknown_value", office.text, at: extra) }
        place = named
      }
      guard let value = read(&row), let place else { return nil }
      return ImportRow(number: row.number, office: place, value: value)
    }
  }

  /// Takes a file, all or none.
  ///
  /// - Parameter progress: told how many rows are done, and of how many.
  /// - Throws: a sentence with a line for every fault of every row, the file's own and those that the offices have.
  static func load(
    _ path: String, of office: OfficeCode? = nil, _ administration: Administration, isDryRun: Bool = false,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> ImportOutcome {
    let sheet = try sheet(path, of: office)
    let total = sheet.rows.count
    do {
      // what can be read is judged although the file is refused already, so that every fault is told at once
      let outcome = try await take(administration)(
        sheet.rows.map(\.value), isDryRun || !sheet.faults.isEmpty, { progress($0, total) })
      guard sheet.faults.isEmpty else { throw RowFault.sentence(sheet.faults, in: path) }
      return outcome
    } catch let refusal as ImportRefusal {
      throw RowFault.sentence(sheet.faults + refusal.faults.map(RowFault.init), in: path)
    }
  }
}
