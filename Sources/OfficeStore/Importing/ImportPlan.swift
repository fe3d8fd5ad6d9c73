import Postgres
import Scheduling

/// What the rows of one office come to.
struct ImportPlan {
  /// What is wrong with them.
  var faults: [ImportFault] = []
  /// What is to be counted.
  var outcome = ImportOutcome()
  /// What is to be done before the rows' own writes.
  var first: [Statement] = []
  /// What is to be written, an element a row.
  var writes: [[Statement]] = []
}

extension Administration {
  /// Told how many rows are done.
  public typealias ImportProgress = @Sendable (_ done: Int) -> Void

  private static let batch = 100

  /// Takes rows office by office, all or none. Whoever judges by an office's calendar or resources comes before or after,
  /// never between.
  ///
  /// - Parameters:
  ///   - operation: what the audit calls it.
  ///   - plan: reads what the office has, and says what its rows come to.
  /// - Throws: `ImportRefusal`.
  func take<Value>(
    _ rows: [ImportRow<Value>], as operation: String, isDryRun: Bool, progress: ImportProgress,
    plan: (Session, [ImportRow<Value>]) async throws -> ImportPlan
  ) async throws -> ImportOutcome {
    try await transaction(isDryRun: isDryRun) { connection in
      let known = Dictionary(
        uniqueKeysWithValues: try await connection.run(Office.all).map { row in
          let office = try Office(row: row)
          return (office.code, office)
        })
      var faults = rows.filter { known[$0.office] == nil }.map { $0.fault("office", .notFound) }
      var outcome = ImportOutcome()
      var done = 0
      let offices = Dictionary(grouping: rows, by: \.office)
      // in one order, as every command that holds several calendars
      for (code, rows) in offices.sorted(by: { $0.key < $1.key }) {
        guard let office = known[code] else { continue }
        let session = self.session(operation, in: office, on: connection)
        _ = try await session.run([session.enter, OfficeRules.changeLock(in: session)])
        let found = try await plan(session, rows)
        faults += found.faults
        guard faults.isEmpty else { continue }
        outcome.add(found.outcome)
        _ = try await session.run(found.first)
        for start in stride(from: 0, to: found.writes.count, by: Self.batch) {
          let batch = found.writes[start..<min(start + Self.batch, found.writes.count)]
          _ = try await session.run(batch.flatMap { $0 })
          if batch.endIndex < rows.count { progress(done + batch.endIndex) }
        }
        let displaced = found.outcome.displaced.flatMap(\.displacements)
        _ = try await session.run([session.entry(.change, about: displaced.auditSubjects)])
        done += rows.count
        progress(done)
      }
      guard faults.isEmpty else { throw ImportRefusal(faults: faults.sorted { $0.row < $1.row }) }
      return outcome
    }
  }
}

extension ImportOutcome {
  mutating func add(_ other: ImportOutcome) {
    created += other.created
    updated += other.updated
    unchanged += other.unchanged
    retired += other.retired
    displaced += other.displaced
  }
}
