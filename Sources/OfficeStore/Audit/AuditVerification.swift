import Postgres
import Scheduling

/// How thoroughly an audit is looked over.
public enum AuditExtent: Sendable, Hashable {
  /// The last batches, so many of each office.
  case last(Int64)
  /// Every batch since the last checkpoint.
  case whole

  /// What every look over a deployment takes in.
  public static let quick = AuditExtent.last(100)
}

/// Walks along one office's chain in one snapshot, in bounded memory: a few hundred batches and some thousand entries at
/// a time.
struct AuditVerification {
  /// What was found.
  struct Outcome: Sendable {
    var verified = 0
    var flaws: [AuditFlaw] = []
    /// The last batch, whose number and hash somebody may note elsewhere.
    var head: AuditSeal?
    /// When the oldest entry was written that no batch holds yet.
    var oldestUnsealed: Instant?
  }

  private static let sealsAtATime = 200
  private static let entriesAtATime = 5_000

  let session: Session
  /// Told how many batches were verified so far.
  var progress: (Int) -> Void = { _ in }
  private(set) var outcome = Outcome()

  init(_ session: Session, progress: @escaping (Int) -> Void = { _ in }) {
    self.session = session
    self.progress = progress
  }

  /// Verifies, in a transaction that is begun and ended here.
  mutating func run(_ extent: AuditExtent) async throws -> Outcome {
    let opened = try await session.run([
      Statement("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"), session.enter, AuditCheckpoint.last(in: session),
      AuditSeal.last(in: session), AuditHead.reading(in: session),
    ])
    let beginning = try opened[2].first.map(AuditLink.init(row:)) ?? .beginning
    outcome.head = try opened[3].first.map(AuditSeal.init(row:))
    let end = outcome.head?.link ?? beginning
    let head = try opened[4].first.map(AuditHead.init(row:))
    if let flaw = AuditHead.flaw(of: head, checkpoint: beginning, seal: outcome.head) { outcome.flaws.append(flaw) }
    try await lookAround(from: beginning, to: end)
    var from = beginning.number + 1
    if case .last(let count) = extent { from = max(from, end.number - count + 1) }
    try await walk(from: from, after: from == beginning.number + 1 ? beginning : nil)
    _ = try await session.run([Statement("COMMIT")])
    return outcome
  }

  /// The unsealed tail, and what lies where nothing can.
  private mutating func lookAround(from beginning: AuditLink, to end: AuditLink) async throws {
    let around = try await session.run([
      AuditEntry.written(from: end.toWriter, until: .max, limit: 1, in: session),
      Statement(
        """
        SELECT
          (SELECT count(*) FROM audit_entries WHERE office_id = $1 AND writer < $2),
          (SELECT count(*) FROM audit_entries
            WHERE office_id = $1 AND writer >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
        """, session.office.id, beginning.toWriter),
    ])
    outcome.oldestUnsealed = try around[0].first?.decode("at", as: Instant.self)
    let strays = try around[1].first.map { try $0.decode(0, as: Int.self) + $0.decode(1, as: Int.self) } ?? 0
    if strays > 0 { outcome.flaws.append(.stray(strays)) }
  }

  /// - Parameter known: what the first batch must follow; nil where only it knows.
  private mutating func walk(from number: Int64, after known: AuditLink?) async throws {
    var (from, link) = (number, known)
    while true {
      let seals = try await session.run([AuditSeal.page(from: from, limit: Self.sealsAtATime, in: session)])[0]
        .map(AuditSeal.init(row:))
      guard let first = seals.first, let last = seals.last else { return }
      if link == nil, first.number != from { outcome.flaws.append(.missing(from)) }
      var rest = seals[...]
      while let first = rest.first {
        var (group, count) = ([first], first.entryCount)
        for seal in rest.dropFirst() where Int64(group.count) == seal.number - first.number {
          guard count + seal.entryCount <= Self.entriesAtATime else { break }
          group.append(seal)
          count += seal.entryCount
        }
        rest = rest.dropFirst(group.count)
        try await verify(group, holding: count, after: &link)
      }
      progress(outcome.verified)
      from = last.number + 1
    }
  }

  /// Reads the entries of several batches at once, and those of each by itself where their number is not right: so that
  /// each flaw is found where it is.
  private mutating func verify(_ group: [AuditSeal], holding count: Int, after link: inout AuditLink?) async throws {
    guard let first = group.first, let last = group.last else { return }
    let all = try await entries(from: first.fromWriter, until: last.toWriter, limit: count + 1)
    var rest = all[...]
    for seal in group {
      let own: [AuditEntry]
      if all.count == count {
        own = Array(rest.prefix { $0.writer < seal.toWriter })
        rest = rest.dropFirst(own.count)
      } else {
        own = try await entries(from: seal.fromWriter, until: seal.toWriter, limit: seal.entryCount + 1)
      }
      if let flaw = seal.flaw(after: link ?? seal.claimedLink, over: own, in: session.office) {
        outcome.flaws.append(flaw)
      }
      // from what is written, so that one flaw is told once
      link = seal.link
      outcome.verified += 1
    }
  }

  private func entries(from: Int64, until to: Int64, limit: Int) async throws -> [AuditEntry] {
    try await session.run([AuditEntry.written(from: from, until: to, limit: limit, in: session)])[0]
      .map(AuditEntry.init(row:))
  }
}
