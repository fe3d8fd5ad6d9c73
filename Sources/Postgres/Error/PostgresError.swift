/// What went wrong between us and the server.
///
/// `description` holds names from the schema and codes only: no message of the server, no detail, no parameter, since
/// those quote the data.
public struct PostgresError: Error, Sendable {
  /// The kinds of failure.
  public enum Code: String, Sendable, Hashable {
    /// No connection could be made.
    case connectionFailed
    /// The connection broke; whether the statements took effect is unknown.
    case connectionLost
    /// The server refused a statement: see `sqlState`.
    case server
    /// A column is not of the type asked for, or not there.
    case decoding
    /// No connection of the pool became free in time.
    case poolTimeout
    /// The pool is shut down, or the connection was closed with it.
    case poolShutdown
    /// The task was cancelled; the statement was stopped on the server or never sent.
    case cancelled
    /// The server, or this side, gave the statement up after its time; an operator's cancel reads the same.
    case timedOut
    /// The connection string is not one.
    case invalidConfiguration
    /// The statement cannot be sent or answered in this way, such as COPY or a row count that was not expected.
    case unsupported
  }

  /// The kind of failure.
  public var code: Code
  /// The server's state, where it gave one.
  public var sqlState: SQLState?
  /// The constraint violated.
  public var constraint: String?
  /// The schema of the table.
  public var schema: String?
  /// The table concerned.
  public var table: String?
  /// The column concerned; for `decoding` the column asked for.
  public var column: String?
  /// The server's function that raised the error.
  public var routine: String?
  /// The position, in its pipeline, of the statement that failed.
  public var statementIndex: Int?
  /// Why a column could not be read.
  public var decodingError: PostgresDecodingError?
  /// The message itself, which may quote data. For an operator who runs a migration; never for a log or a response.
  public var unredactedMessage: String?

  /// An error of a kind, for the caller to complete.
  public init(_ code: Code) {
    self.code = code
  }
}

extension PostgresError {
  /// Whether the database could not be reached or stopped answering: nothing is wrong with the statement.
  public var isConnectionFailure: Bool {
    switch code {
    case .connectionFailed, .connectionLost, .poolTimeout, .poolShutdown: true
    case .server, .decoding, .cancelled, .timedOut, .invalidConfiguration, .unsupported: false
    }
  }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private var redactedFields: [(label: String?, value: Any)] {
    var fields: [(label: String?, value: Any)] = [("code", code.rawValue)]
    if let sqlState { fields.append(("sqlState", sqlState.rawValue)) }
    let names: KeyValuePairs = [
      "constraint": constraint, "schema": schema, "table": table, "column": column, "routine": routine,
    ]
    for case (let label, let name?) in names { fields.append((label, name)) }
    if let statementIndex { fields.append(("statementIndex", statementIndex)) }
    if let decodingError { fields.append(("decodingError", decodingError)) }
    return fields
  }

  /// Codes and names of the schema; no data.
  public var description: String {
    "PostgresError(" + redactedFields.map { "\($0.label ?? ""): \($0.value)" }.joined(separator: ", ") + ")"
  }

  /// The same as `description`.
  public var debugDescription: String { description }

  /// The fields of `description`: a dump shows no data either.
  public var customMirror: Mirror { Mirror(self, children: redactedFields) }
}
