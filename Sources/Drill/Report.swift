import Foundation

/// A line that says how far a drill has come: in place on a terminal, now and then elsewhere.
enum Progress {
  private static let isTerminal = isatty(STDERR_FILENO) == 1

  /// - Parameter isLast: whether the line is to stay.
  static func show(_ text: String, isLast: Bool = false) {
    if isTerminal {
      FileHandle.standardError.write(Data("\r\u{1B}[K\(text)\(isLast ? "\n" : "")".utf8))
    } else if isLast {
      FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
  }
}

/// Rows of text, aligned: the first column to the left, the others to the right.
struct Table {
  private var rows: [[String]]

  init(_ header: [String]) { rows = [header] }

  mutating func add(_ cells: String...) { rows.append(cells) }

  var text: String {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}

extension [Duration] {
  /// The nearest-rank percentile; zero of nothing.
  func percentile(_ percent: Int) -> Duration {
    let sorted = sorted()
    guard !sorted.isEmpty else { return .zero }
    return sorted[Swift.min(sorted.count - 1, (sorted.count * percent + 99) / 100 - 1)]
  }
}

extension Duration {
  var seconds: Double { self / .seconds(1) }
  var inMilliseconds: String { String(format: "%.1f ms", self / .milliseconds(1)) }
}

extension [Double] {
  /// The middle one; not a number of nothing.
  var median: Double {
    let sorted = sorted()
    guard !sorted.isEmpty else { return .nan }
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
