import Postgres
import Scheduling

/// How far an office's chain once came: the number and the hash of its newest batch, in a row of its own that the database only
/// moves forward. Seals that were cut off at the end are missed against it; what is left of them is a whole chain.
struct AuditHead: Sendable, Hashable {
  let number: Int64
  let hash: [UInt8]
}

extension AuditHead {
  static func reading(in session: Session) -> Statement {
    Statement("SELECT number, hash FROM audit_heads WHERE office_id = $1", session.office.id)
  }

  init(row: Row) throws {
    self.init(number: try row.decode(0), hash: try row.decode(1))
  }

  /// What is wrong with a chain that ends with `seal`, of which everything before `checkpoint` was dropped.
  ///
  /// - Parameter head: nil where none is known: right only before the first batch that the head followed.
  static func flaw(of head: AuditHead?, checkpoint: AuditLink, seal: AuditSeal?) -> AuditFlaw? {
    let end = seal?.link ?? checkpoint
    guard let head else { return seal.map { .otherEnd($0.number) } }
    if head.number > end.number { return .cutOff(after: end.number, sealed: head.number) }
    return head.number == end.number && head.hash == end.hash ? nil : .otherEnd(end.number)
  }
}
