/// One SQL statement of static text, and its bound parameters.
///
/// The text is a `StaticString`, so that no value can ever become SQL. Parameters are `$1`, `$2` … and travel in
/// binary form with the type of their Swift type; a `nil` travels without a type, so where the server cannot infer
/// one from the context, the text must cast it (`$1::text IS NULL`).
public struct Statement: Sendable {
  /// The text, as it is sent.
  public let sql: StaticString
  /// The values of `$1`, `$2` …; `nil` is NULL. At most 65,535.
  public let parameters: [(any PostgresEncodable)?]

  /// A statement with its parameters in order.
  public init(_ sql: StaticString, _ parameters: (any PostgresEncodable)?...) {
    self.sql = sql
    self.parameters = parameters
  }

  /// A statement with its parameters in order.
  public init(_ sql: StaticString, parameters: [(any PostgresEncodable)?]) {
    self.sql = sql
    self.parameters = parameters
  }

  /// Whether the protocol, which counts parameters in 16 bits, can carry it.
  var isSendable: Bool { sql.hasPointerRepresentation && parameters.count <= UInt16.max }

  /// The type of each parameter; `unspecified` for NULL.
  var parameterTypes: [PostgresType] {
    parameters.map { $0.map { type(of: $0).postgresType } ?? .unspecified }
  }
}

extension Statement: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The text, and only the number of the parameters.
  public var description: String { "\(sql) (\(parameters.count) parameters)" }
  /// The same as `description`.
  public var debugDescription: String { description }
  /// No parameter shows in a dump.
  public var customMirror: Mirror { Mirror(self, children: ["sql": sql, "parameters": parameters.count]) }
}
