import Foundation
import SwiftCSV

/// A CSV file with a fixed header, whose rows become values or an error each.
enum Sheet {
  /// - Parameter encodings: tried in this order.
  /// - Throws: a sentence with one line for every wrong row.
  static func read<Value>(
    _ path: String, header: [String], encodings: [String.Encoding] = [.utf8],
    _ parse: ([String: String]) -> Result<Value, Sentence>
  ) throws -> [Value] {
    guard let data = FileManager.default.contents(atPath: path) else { throw Sentence("\(path) cannot be read") }
    guard var text = encodings.lazy.compactMap({ String(data: data, encoding: $0) }).first else {
      throw Sentence("\(path) is not \(encodings.map(\.description).joined(separator: " or "))")
    }
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    let csv: CSV<Named>
    do {
      csv = try CSV<Named>(string: text, delimiter: .comma, loadColumns: false)
    } catch {
      throw Sentence("\(path) is not CSV: a quotation mark is not closed, or stands in the wrong place")
    }
    guard csv.header == header else {
      throw Sentence(
        "\(path) needs the header \(header.joined(separator: ",")), but has \(csv.header.joined(separator: ","))")
    }
    var values: [Value] = []
    var errors: [String] = []
    for (index, row) in csv.rows.enumerated() {
      switch parse(row.mapValues { $0.trimmingCharacters(in: .whitespaces) }) {
      case .success(let value): values.append(value)
      case .failure(let sentence): errors.append("row \(index + 2): \(sentence)")
      }
    }
    guard errors.isEmpty else { throw Sentence("\(path): nothing was written\n" + errors.joined(separator: "\n")) }
    guard !values.isEmpty else { throw Sentence("\(path) has no rows") }
    return values
  }
}
