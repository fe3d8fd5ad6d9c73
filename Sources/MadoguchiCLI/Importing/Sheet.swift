import Foundation
import SwiftCSV

/// The rows of a CSV file that could be read, and every fault of those that couldn't.
struct Sheet<Value> {
  /// A row's place in the file, of which the header is 1, and what it says.
  typealias Row = (number: Int, value: Value)

  let path: String
  let rows: [Row]
  let faults: [RowFault]

  /// All rows. Throws a sentence with a line for every fault.
  func values() throws -> [Value] {
    guard faults.isEmpty else { throw RowFault.sentence(faults, in: path) }
    return rows.map(\.value)
  }
}

extension Sheet {
  /// Reads a file row by row.
  ///
  /// - Parameters:
  ///   - header: the columns that it must have, in order.
  ///   - extra: a column that may stand before them.
  ///   - hint: what helps whoever has another header.
  ///   - encodings: tried in this order.
  ///   - parse: reads a row; returns nil only after a fault was kept.
  /// - Throws: a sentence when it is no such file, or has no row.
  static func read(
    _ path: String, header: [String], extra: String? = nil, hint: String = "", encodings: [String.Encoding] = [.utf8],
    _ parse: (inout RowReader) -> Value?
  ) throws -> Sheet {
    let text = try text(of: path, encodings)
    var records: [[String]] = []
    let columns: [String]
    do {
      // what ends without a line end would lose an empty last cell
      let csv = try CSV<Enumerated>(
        string: text.hasSuffix("\n") ? text : text + "\n", delimiter: .comma, loadColumns: false)
      columns = csv.header
      try csv.enumerateAsArray(startAt: 1, rowLimit: nil) { records.append($0) }
    } catch {
      throw Sentence("\(path) is not CSV: a quotation mark is not closed, or stands in the wrong place")
    }
    guard columns == header || extra.map({ columns == [$0] + header }) ?? false else {
      throw Sentence(
        "\(path) needs the header \(header.joined(separator: ",")), but has \(columns.joined(separator: ","))\(hint)")
    }
    var rows: [Row] = []
    var faults: [RowFault] = []
    // an empty line is no row, but has its number
    for (index, cells) in records.enumerated() where cells != [""] {
      var reader = RowReader(number: index + 2, columns: columns, cells: cells)
      if let value = parse(&reader), reader.faults.isEmpty { rows.append((reader.number, value)) }
      faults += reader.faults
    }
    guard !rows.isEmpty || !faults.isEmpty else { throw Sentence("\(path) has no rows") }
    return Sheet(path: path, rows: rows, faults: faults)
  }

  private static func text(of path: String, _ encodings: [String.Encoding]) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else { throw Sentence("\(path) cannot be read") }
    guard var text = encodings.lazy.compactMap({ String(data: data, encoding: $0) }).first else {
      throw Sentence("\(path) is not \(encodings.map(\.description).joined(separator: " or "))")
    }
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    return text
  }
}
