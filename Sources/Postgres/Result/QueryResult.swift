/// What a statement answered: its rows, in the order of the server, and what it did.
public struct QueryResult: Sendable, RandomAccessCollection {
  private let storage: ResultStorage

  init(_ storage: ResultStorage) {
    self.storage = storage
  }

  /// The number of rows inserted, updated, deleted or selected; 0 for any other command.
  public var affectedRows: Int { storage.affectedRows }

  /// What the server says it did, such as `INSERT 0 1`; a COMMIT of a failed transaction answers `ROLLBACK`.
  public var commandTag: String { storage.commandTag }

  /// The names of the columns.
  public var columns: [String] { (0..<storage.columnCount).map(storage.columnName) }

  /// Always 0.
  public var startIndex: Int { 0 }

  /// The number of rows.
  public var endIndex: Int { storage.rowCount }

  /// The row at `position`, which must be in range.
  public subscript(position: Int) -> Row {
    precondition(indices.contains(position), "row \(position) of \(count)")
    return Row(storage: storage, index: position)
  }
}
