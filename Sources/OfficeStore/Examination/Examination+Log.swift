import Postgres

extension Finding {
  /// Whether PostgreSQL would write the values of statements into its log, and so persons (Art. 8).
  static func log(_ connection: Connection) async throws -> Finding {
    let row = try await connection.run(
      Statement(
        """
        SELECT
          bool_or(CASE name
            WHEN 'log_statement' THEN setting IN ('mod', 'all')
            WHEN 'log_transaction_sample_rate' THEN setting::float8 > 0
            WHEN 'log_min_duration_statement' THEN setting <> '-1'
            WHEN 'log_min_duration_sample' THEN setting <> '-1'
          END) AND bool_or(name = 'log_parameter_max_length' AND setting <> '0')
          OR bool_or(name = 'log_parameter_max_length_on_error' AND setting <> '0')
        FROM pg_settings
        WHERE name IN ('log_statement', 'log_transaction_sample_rate', 'log_min_duration_statement',
          'log_min_duration_sample', 'log_parameter_max_length', 'log_parameter_max_length_on_error')
        """)
    ).first
    guard try row?.decode(0, as: Bool.self) == false else {
      return .wrong(
        "PostgreSQL's log", "it gets the values of statements, names and numbers among them",
        remedy: "log_parameter_max_length = 0 and log_parameter_max_length_on_error = 0, or log no statements")
    }
    return .ok("PostgreSQL's log", "statements without their values")
  }
}
