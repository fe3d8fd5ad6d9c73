import AdminAPI
import OfficeStore
import Scheduling

/// What is wrong with a row of a file: where, and with the code and the words that the API has for it.
struct RowFault: Hashable {
  /// The row's place in the file, of which the header is 1.
  let row: Int
  let column: String
  let code: String
  /// What the code's words need to be complete.
  let argument: String?

  init(row: Int, column: String, code: String, argument: String? = nil) {
    self.row = row
    self.column = column
    self.code = code
    self.argument = argument
  }

  init(_ fault: ImportFault) {
    self.init(row: fault.row, column: fault.column, code: fault.error.code)
  }

  /// `row 3: role: unknown_value: The value must be one of: …`
  var line: String {
    "row \(row): \(column): \(code): \(ProblemCatalogue.entry(code).detail(.english, argument: argument))"
  }

  /// All of them, in the file's order.
  static func sentence(_ faults: [RowFault], in path: String) -> Sentence {
    let lines = faults.enumerated().sorted { ($0.element.row, $0.offset) < ($1.element.row, $1.offset) }
    return Sentence("\(path): nothing was written\n" + lines.map(\.element.line).joined(separator: "\n"))
  }
}
