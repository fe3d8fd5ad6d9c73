import Foundation
import Logging
import Postgres
import Scheduling

/// Lets go what an office need not keep any longer: persons' columns and free text are blanked, records of use deleted, the
/// skeletons of bookings and events stay. Any number of machines may run it; they take turns batch by batch.
///
/// All calls throw `DomainError`.
public struct Retention: Sendable {
  private let pool: Pool
  private let clock: ServiceClock
  private let logger: Logger

  /// - Parameter pool: connections as `madoguchi_maintenance`, which can say that a row is to be blanked, delete records of
  ///   use, and nothing else.
  public init(maintenance pool: Pool, clock: ServiceClock, logger: Logger) {
    self.pool = pool
    self.clock = clock
    self.logger = logger
  }

  /// Every office of the deployment, by code.
  public func offices() async throws(DomainError) -> [Office] {
    try await onConnection { try await $0.run(Office.all).map(Office.init(row:)) }
  }

  /// What a run would let go now: the very rows, counted in one snapshot.
  public func rehearse(in office: Office) async throws(DomainError) -> RetentionCounts {
    try await onConnection { connection in
      let session = self.session(in: office, on: connection, now: clock.now())
      let results = try await session.run(
        [Statement("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"), session.enter] + Self.counting(in: session)
          + [Statement("COMMIT")])
      return try Self.counts(results.dropFirst(2).dropLast(), in: office)
    }
  }

  /// Lets go what has expired by now, a batch a transaction, each with its share of the proof: whatever breaks it off, what
  /// went is on record, and the next run goes on with what is left.
  ///
  /// - Parameters:
  ///   - batch: rows that one transaction takes at most.
  ///   - progress: told after each batch what went so far, and of how much; what it throws ends the run.
  /// - Returns: what went.
  public func run(
    in office: Office, batch: Int = 500,
    progress: (_ gone: RetentionCounts, _ expected: RetentionCounts) async throws -> Void = { _, _ in }
  ) async throws(DomainError) -> RetentionCounts {
    try await onConnection { connection in
      let session = self.session(in: office, on: connection, now: clock.now())
      return try await letGo(try await begin(session), batch, session, progress)
    }
  }

  /// The same, once: by whoever comes first since an instant. One that was begun within the hour and is not done counts too,
  /// because somebody is at it.
  ///
  /// - Returns: what went; nil when it was done already, or somebody is at it.
  public func run(in office: Office, unlessDoneSince due: Instant) async throws(DomainError) -> RetentionCounts? {
    try await onConnection { connection in
      let session = self.session(in: office, on: connection, now: clock.now())
      let opened = try await session.run([
        Statement("BEGIN"), session.enter,
        Statement("SELECT pg_advisory_xact_lock(hashtextextended('retention run', $1))", Int64(office.id)),
        Statement(
          """
          SELECT EXISTS (
            SELECT FROM retention_runs
            WHERE office_id = $1 AND started_at >= $2 AND (finished_at IS NOT NULL OR started_at > $3))
          """, office.id, due, session.now - Self.hour),
      ])
      guard try opened[3].first?.decode(0, as: Bool.self) == false else {
        _ = try await session.run([Statement("ROLLBACK")])
        return nil
      }
      // begins in the same transaction, so that the next one to have the lock sees it
      return try await letGo(try await begin(session, isOpen: true), 500, session) { _, _ in }
    }
  }

  private static let hour = Duration.seconds(60 * 60)

  private func letGo(
    _ begun: (id: RetentionRunID, expected: RetentionCounts), _ batch: Int, _ session: Session,
    _ progress: (RetentionCounts, RetentionCounts) async throws -> Void
  ) async throws -> RetentionCounts {
    let (id, expected) = begun
    var proof = RetentionProof(of: expected)
    for step in RetentionStep.all {
      while try await take(step, batch, into: &proof, of: id, session) { try await progress(proof.counts, expected) }
    }
    while try await takeAudit(into: &proof, of: id, session) { try await progress(proof.counts, expected) }
    _ = try await session.run([
      Statement("BEGIN"), session.enter, proof.finish(id, in: session),
      session.entry(.change, about: AuditSubjects(thing: id.uuid)), Statement("COMMIT"),
    ])
    return proof.counts
  }
}

extension Retention {
  /// Notes that a run has begun, and until when it takes what.
  ///
  /// - Parameter isOpen: whether the transaction is under way already.
  private func begin(
    _ session: Session, isOpen: Bool = false
  ) async throws -> (id: RetentionRunID, expected: RetentionCounts) {
    let opening = isOpen ? [] : [Statement("BEGIN"), session.enter]
    let opened = try await session.run(opening + Self.counting(in: session))
    let expected = try Self.counts(opened.dropFirst(opening.count), in: session.office)
    let id = RetentionRunID()
    try await session.commit(after: [
      Statement(
        "INSERT INTO retention_runs (office_id, id, until, digest) VALUES ($1, $2, $3, $4)", session.office.id, id,
        expected.untilJSON, RetentionProof(of: expected).digest)
    ])
    return (id, expected)
  }

  /// One batch; false when nothing of it was left.
  private func take(
    _ step: RetentionStep, _ batch: Int, into proof: inout RetentionProof, of id: RetentionRunID, _ session: Session
  ) async throws -> Bool {
    // after the calendar's lock, like whoever has the former: nobody waits in a circle
    let locks = (step.excludesCommands ? [OfficeRules.changeLock(in: session)] : []) + [Self.turn(in: session)]
    let opened = try await session.run(
      [Statement("BEGIN"), session.enter] + locks + [step.expired(session, batch)])
    let ids = try opened.last?.map { try $0.decode(0, as: UUID.self) } ?? []
    guard !ids.isEmpty else {
      _ = try await session.run([Statement("ROLLBACK")])
      return false
    }
    let results = try await session.run(step.effects.map { $0.change(session, ids) })
    for (effect, result) in zip(step.effects, results) { proof.add(result.affectedRows, of: effect.table, ids) }
    try await session.commit(after: [proof.note(id, in: session)])
    return true
  }

  /// The same of the audit: a batch here is one of its own, with as many entries as were sealed at a time.
  private func takeAudit(into proof: inout RetentionProof, of id: RetentionRunID, _ session: Session) async throws
    -> Bool
  {
    let opened = try await session.run([
      Statement("BEGIN"), session.enter, Self.turn(in: session), AuditRetention.expired(Self.auditBatches, in: session),
    ])
    let numbers = try opened.last?.map { try $0.decode(0, as: Int64.self) } ?? []
    guard let last = numbers.last else {
      _ = try await session.run([Statement("ROLLBACK")])
      return false
    }
    let results = try await session.run(AuditCheckpoint.dropping(through: last, in: session))
    proof.add(results[1].affectedRows, of: "audit_entries", through: last)
    proof.add(results[2].affectedRows, of: "audit_seals", through: last)
    try await session.commit(after: [proof.note(id, in: session)])
    return true
  }

  private static let auditBatches = 50

  /// Machines that work on the same office take turns: what one has taken, the next one does not see any more.
  private static func turn(in session: Session) -> Statement {
    Statement("SELECT pg_advisory_xact_lock(hashtextextended('retention', $1))", Int64(session.office.id))
  }

  private static func counting(in session: Session) -> [Statement] {
    [RetentionCounts.reading(in: session)] + RetentionStep.counts.map { Statement($0.count, session.office.id) }
  }

  private static func counts(_ results: ArraySlice<QueryResult>, in office: Office) throws -> RetentionCounts {
    guard let limits = results.first?.first else { throw StoreFailure.unreadable("policies") }
    let counts = try results.dropFirst().map { try $0.first?.decode(0, as: Int.self) ?? 0 }
    return try RetentionCounts(limits: limits, counts: counts, in: office)
  }

  private func session(in office: Office, on connection: Connection, now: Instant) -> Session {
    Session(
      connection: connection, actor: "maintenance:retention", office: office, now: now,
      occasion: Occasion(operation: "retention", purpose: .maintenance))
  }

  private func onConnection<Result>(_ body: (Connection) async throws -> Result) async throws(DomainError) -> Result {
    do {
      return try await pool.withConnection(body)
    } catch {
      let refusal = StoreFailure.domainError(for: error)
      logger.error("retention", metadata: ["problem": "\(refusal.code)", "error": "\(error)"])
      throw refusal
    }
  }
}
