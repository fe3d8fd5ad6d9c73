import Crypto
import Foundation
import Postgres
import Scheduling

/// What a run has on record: counts by table, and a digest that goes on from batch to batch over what went.
struct RetentionProof {
  private(set) var counts: RetentionCounts
  private(set) var digest = Array(SHA256.hash(data: []))

  /// Of what these counts look at, none of which has gone yet.
  init(of expected: RetentionCounts) {
    counts = expected
    for index in counts.tables.indices { counts.tables[index].rows = 0 }
  }

  mutating func add(_ rows: Int, of table: String, _ ids: [UUID]) {
    add(rows, of: table, named: ids.map(\.uuidString).joined(separator: "\n"))
  }

  mutating func add(_ rows: Int, of table: String, through number: Int64) {
    add(rows, of: table, named: String(number))
  }

  private mutating func add(_ rows: Int, of table: String, named names: String) {
    counts.add(rows, to: table)
    digest = Array(SHA256.hash(data: digest + Array("\(table) \(rows)\n\(names)\n".utf8)))
  }

  func note(_ id: RetentionRunID, in session: Session) -> Statement {
    Statement(
      "UPDATE retention_runs SET counts = $3, digest = $4 WHERE office_id = $1 AND id = $2", session.office.id, id,
      counts.json, digest)
  }

  func finish(_ id: RetentionRunID, in session: Session) -> Statement {
    Statement(
      "UPDATE retention_runs SET counts = $3, digest = $4, finished_at = $5 WHERE office_id = $1 AND id = $2",
      session.office.id, id, counts.json, digest, session.now)
  }
}
