import Scheduling

/// One row of a file that sets up offices: where it stood there, whose it is and what it says.
public struct ImportRow<Value: Sendable>: Sendable {
  /// Its place in the file; the header is 1.
  public let number: Int
  /// The office it is about.
  public let office: OfficeCode
  /// What it says.
  public let value: Value

  /// A row.
  public init(number: Int, office: OfficeCode, value: Value) {
    self.number = number
    self.office = office
    self.value = value
  }

  /// The same row, which has come to mean something else.
  func with<Other: Sendable>(_ value: Other) -> ImportRow<Other> {
    ImportRow<Other>(number: number, office: office, value: value)
  }

  /// What is wrong with it.
  func fault(_ column: String, _ error: DomainError) -> ImportFault {
    ImportFault(row: number, column: column, error: error)
  }
}

/// Why an office cannot take a row.
public struct ImportFault: Sendable, Hashable {
  /// The row's place in its file.
  public let row: Int
  /// The column that says it.
  public let column: String
  /// What is wrong.
  public let error: DomainError
}

/// An import that changed nothing: every fault of every row, in the file's order.
public struct ImportRefusal: Error, Sendable, Hashable {
  /// At least one.
  public let faults: [ImportFault]
}

/// What an import did, or would have done.
public struct ImportOutcome: Sendable {
  /// How many were new.
  public var created = 0
  /// How many were known and have changed.
  public var updated = 0
  /// How many were known and said the same.
  public var unchanged = 0
  /// How many count no longer.
  public var retired = 0
  /// The bookings that lie on a closed day or outside the hours by it, office by office; each has a task.
  public var displaced: [DisplacedBookings] = []
}
