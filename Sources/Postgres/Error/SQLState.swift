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

  /// The first two characters: the class of outcomes it belongs to.
  public var stateClass: Substring { rawValue.prefix(2) }
}

extension SQLState {
  /// 0A000.
  public static let featureNotSupported = SQLState(rawValue: "0A000")
  /// 22007.
  public static let invalidDatetimeFormat = SQLState(rawValue: "22007")
  /// 22008.
  public static let datetimeFieldOverflow = SQLState(rawValue: "22008")
  /// 22P02: a text that is not of the type, JSON included.
  public static let invalidTextRepresentation = SQLState(rawValue: "22P02")
  /// 23502.
  public static let notNullViolation = SQLState(rawValue: "23502")
  /// 23503.
  public static let foreignKeyViolation = SQLState(rawValue: "23503")
  /// 23505.
  public static let uniqueViolation = SQLState(rawValue: "23505")
  /// 23514.
  public static let checkViolation = SQLState(rawValue: "23514")
  /// 23P01.
  public static let exclusionViolation = SQLState(rawValue: "23P01")
  /// 25006: a write in a read-only transaction.
  public static let readOnlyTransaction = SQLState(rawValue: "25006")
  /// 25P02: a statement after an error, before ROLLBACK.
  public static let inFailedTransaction = SQLState(rawValue: "25P02")
  /// 26000: the server knows no such prepared statement.
  public static let invalidStatementName = SQLState(rawValue: "26000")
  /// 28000.
  public static let invalidAuthorization = SQLState(rawValue: "28000")
  /// 28P01.
  public static let invalidPassword = SQLState(rawValue: "28P01")
  /// 3D000: no such database.
  public static let invalidCatalogName = SQLState(rawValue: "3D000")
  /// 40001.
  public static let serializationFailure = SQLState(rawValue: "40001")
  /// 40P01.
  public static let deadlockDetected = SQLState(rawValue: "40P01")
  /// 42501: no privilege, or a row that a policy refuses.
  public static let insufficientPrivilege = SQLState(rawValue: "42501")
  /// 42601.
  public static let syntaxError = SQLState(rawValue: "42601")
  /// 42P01: no such table.
  public static let undefinedTable = SQLState(rawValue: "42P01")
  /// 42P18: the type of a parameter cannot be inferred.
  public static let indeterminateDatatype = SQLState(rawValue: "42P18")
  /// 53300.
  public static let tooManyConnections = SQLState(rawValue: "53300")
  /// 55P03: NOWAIT or `lock_timeout`.
  public static let lockNotAvailable = SQLState(rawValue: "55P03")
  /// 57014: cancelled by request or by `statement_timeout`.
  public static let queryCanceled = SQLState(rawValue: "57014")
  /// 57P01: the server, or an operator, ended the connection.
  public static let adminShutdown = SQLState(rawValue: "57P01")
  /// 57P02: another backend crashed and the server starts anew.
  public static let crashShutdown = SQLState(rawValue: "57P02")
  /// 57P03: the server is starting up or shutting down.
  public static let cannotConnectNow = SQLState(rawValue: "57P03")
  /// P0001: RAISE EXCEPTION without a state.
  public static let raiseException = SQLState(rawValue: "P0001")
}
