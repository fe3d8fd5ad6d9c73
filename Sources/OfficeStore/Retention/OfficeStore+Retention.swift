import Postgres
import Scheduling

/// The columns of `policies` that say how long what is kept.
enum RetentionRecord {
  static func reading(in session: Session) -> Statement {
    Statement(
      """
      SELECT usage_device_months, usage_event_months, booking_months, record_months FROM policies WHERE office_id = $1
      """, session.office.id)
  }

  static func periods(from row: Row) throws -> RetentionPeriods {
    var periods = RetentionPeriods()
    periods.usageDeviceMonths = try row.decode(0)
    periods.usageEventMonths = try row.decode(1)
    periods.bookingMonths = try row.decode(2)
    periods.recordMonths = try row.decode(3)
    return periods
  }

  static func writing(_ periods: RetentionPeriods, in session: Session) -> Statement {
    Statement(
      """
      UPDATE policies SET usage_device_months = $2, usage_event_months = $3, booking_months = $4, record_months = $5
      WHERE office_id = $1
      """,
      session.office.id, periods.usageDeviceMonths, periods.usageEventMonths, periods.bookingMonths,
      periods.recordMonths)
  }
}

extension OfficeStore {
  /// How long the office keeps what.
  public func retention(_ caller: Caller, _ office: Office) async throws(DomainError) -> RetentionPeriods {
    try await read(caller, office, auditing: .nobody, { [RetentionRecord.reading(in: $0)] }) { _, results in
      guard let row = results.first?.first else { throw DomainError.notFound }
      return try RetentionRecord.periods(from: row)
    }
  }

  /// Changes how long; `change` gets the periods in force. Throws `devicesOutliveUsage`.
  public func updateRetention(
    _ context: CommandContext, change: @escaping (inout RetentionPeriods) -> Void,
    answer: @escaping (RetentionPeriods) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in
      [OfficeRules.changeLock(in: session), RetentionRecord.reading(in: session)]
    }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      guard let row = opened.last?.first else { throw DomainError.notFound }
      var periods = try RetentionRecord.periods(from: row)
      change(&periods)
      try periods.check()
      _ = try await session.run([RetentionRecord.writing(periods, in: session)])
      return periods
    }
  }

  /// The proofs of what went, the oldest first, one more than `limit` when there is a next page.
  public func retentionRuns(
    limit: Int, after: Arrival<IdentifierKind.RetentionRun>?, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [RetentionRun] {
    let statement = { (session: Session) in
      Statement(
        """
        SELECT id, until, counts, encode(digest, 'hex'), started_at, started_by, finished_at FROM retention_runs
        WHERE office_id = $1 AND ($2::timestamptz IS NULL OR (started_at, id) > ($2, $3::uuid))
        ORDER BY started_at, id
        LIMIT $4
        """, session.office.id, after?.at, after?.id, limit + 1)
    }
    return try await read(caller, office, auditing: .nobody, { [statement($0)] }) { _, results in
      try results.first?.map(RetentionRun.init(row:)) ?? []
    }
  }
}
