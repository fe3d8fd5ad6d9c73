import AdminAPI
import Scheduling

/// Takes a row's cells by their column and keeps every fault on the way; a caller who gets nil goes on reading.
struct RowReader {
  /// The row's place in the file, of which the header is 1.
  let number: Int
  private(set) var faults: [RowFault] = []
  private let cells: [String: String]

  init(number: Int, columns: [String], cells: [String]) {
    self.number = number
    let trimmed = cells.map { $0.trimmingCharacters(in: .whitespaces) }
    self.cells = Dictionary(zip(columns, trimmed)) { first, _ in first }
    if cells.count > columns.count { report("too_many", String(columns.count), at: columns.last ?? "") }
    if cells.count < columns.count { report("required", at: columns[cells.count]) }
  }

  /// Whether the file has the column.
  func has(_ column: String) -> Bool { cells[column] != nil }

  /// A cell that must say something. Nil when it doesn't, or says nothing of that format.
  mutating func required<Value>(_ column: String, _ format: TextFormat<Value>) -> Value? {
    guard let text = cells[column] else { return nil }
    guard !text.isEmpty else {
      report("required", at: column)
      return nil
    }
    return parse(text, format, at: column)
  }

  /// A cell that may be empty.
  mutating func optional<Value>(_ column: String, _ format: TextFormat<Value>) -> Value? {
    guard let text = cells[column], !text.isEmpty else { return nil }
    return parse(text, format, at: column)
  }

  /// What stands between semicolons, in one format; an empty cell is an empty list.
  mutating func list<Value>(_ column: String, of format: TextFormat<Value>, count: ClosedRange<Int>) -> [Value]? {
    guard let text = cells[column] else { return nil }
    let parts = text.isEmpty ? [] : text.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count >= count.lowerBound else {
      report("too_few", String(count.lowerBound), at: column)
      return nil
    }
    guard parts.count <= count.upperBound else {
      report("too_many", String(count.upperBound), at: column)
      return nil
    }
    let values = parts.map { parse($0.trimmingCharacters(in: .whitespaces), format, at: column) }
    return values.contains { $0 == nil } ? nil : values.compactMap { $0 }
  }

  /// Windows between semicolons, disjoint and in order.
  mutating func windows(_ column: String, count: ClosedRange<Int>) -> [OpeningWindow]? {
    guard let windows = list(column, of: .window, count: count) else { return nil }
    guard let disjoint = try? OpeningWindow.disjoint(windows) else {
      report("overlapping_windows", at: column)
      return nil
    }
    return disjoint
  }

  /// Keeps a fault.
  mutating func report(_ code: String, _ argument: String? = nil, at column: String) {
    let fault = RowFault(row: number, column: column, code: code, argument: argument)
    if !faults.contains(fault) { faults.append(fault) }
  }

  private mutating func parse<Value>(_ text: String, _ format: TextFormat<Value>, at column: String) -> Value? {
    do throws(FieldFault) {
      return try format.parse(text)
    } catch {
      report(error.code, error.argument, at: column)
      return nil
    }
  }
}
