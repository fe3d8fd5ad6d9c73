import Foundation
import Postgres
import Scheduling

extension OfficeStore {
  /// Adds meetings to a licence's pool, all or none; each will be issued to one booking and never again. Who waits is issued
  /// the first of them at once, and the details leave.
  ///
  /// - Throws: `notFound`, `otherVendor`, `keysMissing`; `alreadyInPool` when one of them was given to the office before,
  ///   issued or not, as far back as the ring has the keys.
  public func addToPool(
    _ credentials: [MeetingCredentials], of licence: LicenceID, _ context: CommandContext,
    answer: @escaping (MeetingStock) -> Answer
  ) async throws(DomainError) -> Reply {
    try await changeStock(of: licence, context, answer: answer) { session, stock, sessions in
      guard credentials.allSatisfy({ $0.vendor == stock.vendor }) else { throw DomainError.otherVendor }
      let keys = try requireKeys()
      let ids = credentials.map { _ in UUID() }
      let sealed = try zip(credentials, ids).map { try $0.sealed(by: keys, for: $1) }
      let results = try await session.run(
        [
          Statement(
            """
            INSERT INTO meeting_pool (office_id, id, licence_id, digest, key_id, box)
            SELECT $1, added.id, $2, added.digest, added.key_id, added.box
            FROM unnest($3::uuid[], $4::bytea[], $5::text[], $6::bytea[]) AS added (id, digest, key_id, box)
            WHERE NOT EXISTS (SELECT FROM meeting_pool p WHERE p.office_id = $1 AND p.digest = ANY ($7))
            """, session.office.id, licence, ids,
            credentials.map { $0.digest(by: keys) }, sealed.map(\.keyID), sealed.map(\.box),
            credentials.flatMap { $0.digests(by: keys) })
        ] + sessions.serving(in: session) + [MeetingStock.reading(licence, in: session)])
      guard results[0].affectedRows == credentials.count else { throw DomainError.alreadyInPool }
      return try MeetingStock(results.last)
    }
  }

  /// Throws away what of a licence's pool was never issued.
  ///
  /// - Throws: `notFound`.
  public func emptyPool(
    of licence: LicenceID, _ context: CommandContext, answer: @escaping () -> Answer
  ) async throws(DomainError) -> Reply {
    try await changeStock(of: licence, context, answer: { _ in answer() }) { session, stock, _ in
      _ = try await session.run([
        Statement(
          "DELETE FROM meeting_pool WHERE office_id = $1 AND licence_id = $2 AND issued_at IS NULL", session.office.id,
          licence)
      ])
      return stock
    }
  }
}
