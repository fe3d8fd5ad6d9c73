import CLibPQ

extension PostgresError {
  /// The error a result reports. FATAL and PANIC end the connection: their code is `connectionLost`.
  init(result: OpaquePointer) {
    func field(_ diagnostic: clibpq_diagnostic) -> String? {
      PQresultErrorField(result, Int32(diagnostic.rawValue)).map { String(cString: $0) }
    }
    let state = field(CLIBPQ_SQLSTATE).map(SQLState.init(rawValue:))
    let isFatal = ["FATAL", "PANIC"].contains(field(CLIBPQ_SEVERITY) ?? "FATAL")
    self.init(isFatal ? .connectionLost : .server)
    sqlState = state
    constraint = field(CLIBPQ_CONSTRAINT)
    schema = field(CLIBPQ_SCHEMA)
    table = field(CLIBPQ_TABLE)
    column = field(CLIBPQ_COLUMN)
    routine = field(CLIBPQ_ROUTINE)
    unredactedMessage = PQresultErrorMessage(result).map { String(cString: $0) }
  }

  /// What libpq says of the connection itself.
  init(_ code: Code, connection: OpaquePointer) {
    self.init(code)
    unredactedMessage = PQerrorMessage(connection).map { String(cString: $0) }
  }
}
