/// Rows of text, aligned: the first column to the left, the others to the right.
public struct Table: Sendable {
  private var rows: [[String]]

  /// - Parameter header: a name for every column; later rows have as many cells.
  public init(_ header: [String]) { rows = [header] }

  /// Appends a row.
  public mutating func add(_ cells: String...) { rows.append(cells) }

  /// Appends a row.
  public mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines, without a newline at the end.
  public var text: String {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
