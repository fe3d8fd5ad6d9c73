/// The five characters by which the server names an outcome (PostgreSQL 15, Appendix A).
public struct SQLState: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// The five characters.
  public let rawValue: String

  /// A state by its five characters.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The five characters.
  public var description: String { rawValue }
}

/// The outcomes that somebody here tells apart.
extension SQLState {
  /// 0A000.
  public static let featureNotSupported = SQLState(rawValue: "0A000")
  /// 23505.
  public static let uniqueViolation = SQLState(rawValue: "23505")
  /// 23514.
  public static let checkViolation = SQLState(rawValue: "23514")
  /// 23P01.
  public static let exclusionViolation = SQLState(rawValue: "23P01")
  /// 25006: a standby, or a server that somebody set so.
  public static let readOnlyTransaction = SQLState(rawValue: "25006")
  /// 25P02: a statement after an error, before ROLLBACK.
  public static let inFailedTransaction = SQLState(rawValue: "25P02")
  /// 26000: the server knows no such prepared statement.
  public static let invalidStatementName = SQLState(rawValue: "26000")
  /// 28P01.
  public static let invalidPassword = SQLState(rawValue: "28P01")
  /// 40001.
  public static let serializationFailure = SQLState(rawValue: "40001")
  /// 40P01.
  public static let deadlockDetected = SQLState(rawValue: "40P01")
  /// 55P03: NOWAIT or `lock_timeout`.
  public static let lockNotAvailable = SQLState(rawValue: "55P03")
  /// 57014: cancelled by request or by `statement_timeout`.
  public static let queryCanceled = SQLState(rawValue: "57014")
  /// 57P01: the server, or an operator, ended the connection.
  public static let adminShutdown = SQLState(rawValue: "57P01")

  /// Class 53: the server lacks room on disk, memory or connections.
  public var isShortage: Bool { rawValue.hasPrefix("53") }
}
