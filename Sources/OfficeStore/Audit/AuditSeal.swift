import Crypto
import Foundation
import Postgres
import Scheduling

/// One closed batch of an office's audit, chained to the one before it.
public struct AuditSeal: Sendable, Hashable {
  /// Counts the batches from 1, without gaps.
  public let number: Int64
  /// How many entries it holds; at least one.
  public let entryCount: Int
  /// The earliest and the latest instant of its entries.
  public let firstAt: Instant
  /// See `firstAt`.
  public let lastAt: Instant
  /// The hash of the batch before; 32 zeros for the first.
  public let previousHash: [UInt8]
  /// SHA-256 over the hash before, the batch's own numbers and every entry.
  public let hash: [UInt8]
  /// When it was closed.
  public let sealedAt: Instant

  /// Its entries are those of the writers from here …
  let fromWriter: Int64
  /// … until here, exclusively.
  let toWriter: Int64
}

/// How far a chain has come: what the next batch follows.
struct AuditLink: Sendable, Hashable {
  var number: Int64
  var hash: [UInt8]
  /// Every writer before this one is in some batch.
  var toWriter: Int64

  /// Before the first batch.
  static let beginning = AuditLink(number: 0, hash: [UInt8](repeating: 0, count: 32), toWriter: 0)

  /// Whether an office has entries since its last link, closed or not: one row, one truth value.
  static func look(in session: Session) -> Statement {
    Statement(
      """
      SELECT ((SELECT max(e.writer) FROM audit_entries e WHERE e.office_id = $1) >= greatest(
        (SELECT max(s.to_writer) FROM audit_seals s WHERE s.office_id = $1),
        (SELECT max(c.to_writer) FROM audit_checkpoints c WHERE c.office_id = $1), 0)) IS TRUE
      """, session.office.id)
  }
}

extension AuditSeal {
  /// What the next batch follows.
  var link: AuditLink { AuditLink(number: number, hash: hash, toWriter: toWriter) }

  /// What this batch says that it follows.
  var claimedLink: AuditLink { AuditLink(number: number - 1, hash: previousHash, toWriter: fromWriter) }

  /// Closes a batch over entries in the order of `AuditEntry.written`; nil when there are none.
  init?(of entries: [AuditEntry], until toWriter: Int64, after link: AuditLink, in office: Office, at now: Instant) {
    guard let first = entries.map(\.at).min(), let last = entries.map(\.at).max() else { return nil }
    number = link.number + 1
    entryCount = entries.count
    (firstAt, lastAt) = (first, last)
    previousHash = link.hash
    (fromWriter, self.toWriter) = (link.toWriter, toWriter)
    sealedAt = now
    hash = Self.hash(
      number: link.number + 1, writers: link.toWriter..<toWriter, sealedAt: now, after: link.hash, over: entries,
      in: office)
  }

  /// The hash as it must be if nothing was touched.
  func hash(over entries: [AuditEntry], in office: Office) -> [UInt8] {
    Self.hash(
      number: number, writers: fromWriter..<max(fromWriter, toWriter), sealedAt: sealedAt, after: previousHash,
      over: entries, in: office)
  }

  private static func hash(
    number: Int64, writers: Range<Int64>, sealedAt: Instant, after previous: [UInt8], over entries: [AuditEntry],
    in office: Office
  ) -> [UInt8] {
    var bytes = CanonicalBytes()
    bytes.append("madoguchi audit 1")
    for value in [
      Int64(office.id), number, writers.lowerBound, writers.upperBound, sealedAt.microseconds, Int64(entries.count),
    ] {
      bytes.append(value)
    }
    bytes.append(previous)
    var hash = SHA256()
    hash.update(data: bytes.bytes)
    for entry in entries { hash.update(data: CanonicalBytes(of: entry).bytes) }
    return Array(hash.finalize())
  }
}

extension AuditSeal {
  /// How a row becomes bytes; another form gets another number.
  static let form: Int16 = 1

  /// From a row that has the columns by their names.
  init(row: Row) throws {
    self.init(
      number: try row.decode("number"), entryCount: try row.decode("row_count"), firstAt: try row.decode("first_at"),
      lastAt: try row.decode("last_at"), previousHash: try row.decode("prev_hash"), hash: try row.decode("hash"),
      sealedAt: try row.decode("sealed_at"), fromWriter: try row.decode("from_writer"),
      toWriter: try row.decode("to_writer"))
  }

  func insertion(in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO audit_seals (
        office_id, number, form, from_writer, to_writer, row_count, first_at, last_at, prev_hash, hash)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """,
      session.office.id, number, Self.form, fromWriter, toWriter, entryCount, firstAt, lastAt, previousHash, hash)
  }

  /// Batches from a number on, in order.
  static func page(from number: Int64, limit: Int, in session: Session) -> Statement {
    Statement(
      """
      SELECT number, from_writer, to_writer, row_count, first_at, last_at, prev_hash, hash, sealed_at FROM audit_seals
      WHERE office_id = $1 AND number >= $2 ORDER BY number LIMIT $3
      """, session.office.id, number, limit)
  }

  /// The last batch of the office's chain.
  static func last(in session: Session) -> Statement {
    Statement(
      """
      SELECT number, from_writer, to_writer, row_count, first_at, last_at, prev_hash, hash, sealed_at FROM audit_seals
      WHERE office_id = $1 ORDER BY number DESC LIMIT 1
      """, session.office.id)
  }
}
