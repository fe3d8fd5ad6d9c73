import Postgres
import Scheduling

/// Chains what is closed of each office's audit, batch by batch, as `madoguchi_maintenance`.
///
/// A batch is closed over transactions and never over a time: it ends before the oldest one that is still under way, so
/// that nothing can come into it any more, however late it commits. Any number of machines may seal together.
public struct AuditSealer: Sendable {
  /// Entries of one batch, unless one transaction wrote more.
  private static let batch = 5_000

  let pool: Pool
  let store: OfficeStore

  /// - Parameters:
  ///   - pool: connections as `madoguchi_maintenance`.
  ///   - store: knows the offices and the clock.
  public init(maintenance pool: Pool, store: OfficeStore) {
    self.pool = pool
    self.store = store
  }

  /// Seals whatever is closed, in the offices that have entries since their last batch; one that fails does not keep the
  /// others waiting.
  ///
  /// - Returns: how many batches it closed.
  /// - Throws: the first failure, after all offices had their turn.
  @discardableResult
  public func seal() async throws(DomainError) -> Int {
    var (sealed, failure) = (0, DomainError?.none)
    let looks = try await store.askEveryOffice(of: pool, AuditLink.look(in:)) {
      try $0.first?.decode(0, as: Bool.self) ?? false
    }
    for (office, hasEntries) in looks where hasEntries {
      do throws(DomainError) {
        while let seal = try await seal(office) {
          sealed += 1
          if seal.entryCount < Self.batch / 2 { break }
        }
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return sealed
  }

  /// Closes the office's next batch; nil when there is nothing to close, or somebody else is at it.
  func seal(_ office: Office, atMost limit: Int = batch) async throws(DomainError) -> AuditSeal? {
    try await store.onConnection(of: pool) { connection in
      let session = Session(
        connection: connection, actor: "clock", office: office, now: store.clock.now(),
        occasion: Occasion(operation: "sealAudit", purpose: .maintenance))
      // the lock is a statement of its own: what follows must see what its last holder committed
      let opened = try await session.run([
        Statement("BEGIN"), session.enter,
        Statement("SELECT pg_try_advisory_xact_lock(hashtextextended('audit', $1))", Int64(office.id)),
        AuditCheckpoint.last(in: session), AuditSeal.last(in: session),
        Statement("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"),
      ])
      guard try opened[2].first?.decode(0, as: Bool.self) == true,
        let oldest = try opened[5].first?.decode(0, as: Int64.self)
      else { return try await nothing(in: session) }
      let link = try AuditLink.last(checkpoint: opened[3], seal: opened[4])
      guard let (entries, end) = try await closed(after: link, until: oldest, atMost: limit, in: session),
        let seal = AuditSeal(of: entries, until: end, after: link, in: office, at: session.now)
      else { return try await nothing(in: session) }
      try await session.commit(after: [seal.insertion(in: session)])
      return seal
    }
  }

  /// The entries of the next batch and the writer before which it ends: what one transaction wrote stays together.
  private func closed(
    after link: AuditLink, until oldest: Int64, atMost limit: Int, in session: Session
  ) async throws -> (entries: [AuditEntry], end: Int64)? {
    let found = try await session.run([
      AuditEntry.written(from: link.toWriter, until: oldest, limit: limit + 1, in: session)
    ])
    let entries = try found[0].map(AuditEntry.init(row:))
    guard entries.count > limit, let last = entries.last else { return (entries, oldest) }
    let whole = entries.filter { $0.writer < last.writer }
    if !whole.isEmpty { return (whole, last.writer) }
    return try await closed(after: link, until: last.writer + 1, atMost: limit * 4, in: session)
  }

  private func nothing(in session: Session) async throws -> AuditSeal? {
    _ = try await session.run([Statement("ROLLBACK")])
    return nil
  }
}
