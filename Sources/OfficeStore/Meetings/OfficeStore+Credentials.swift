import Foundation
import Postgres
import Scheduling

extension OfficeStore {
  /// Sets what a licence shows for every meeting, in the place of what it showed before. Who waits for it is issued it at once;
  /// who was issued the old one and is still to come gets the new one, and a task, because the details went out before.
  ///
  /// - Throws: `notFound`, `otherVendor`, `keysMissing`.
  public func setCredentials(
    _ credentials: MeetingCredentials, of licence: LicenceID, _ context: CommandContext,
    answer: @escaping (MeetingStock) -> Answer
  ) async throws(DomainError) -> Reply {
    try await changeStock(of: licence, context, answer: answer) { session, stock, attending in
      guard stock.vendor == credentials.vendor else { throw DomainError.otherVendor }
      let id = UUID()
      let sealed = try credentials.sealed(by: requireKeys(), for: id)
      let (old, waiting) = (
        attending.filter(\.hasWhatAllHave).map(\.booking), attending.filter(\.waits).map(\.booking)
      )
      let results = try await session.run(
        [
          Rearranging.lock(old + waiting, in: session),
          Statement(
            "DELETE FROM licence_credentials WHERE office_id = $1 AND licence_id = $2", session.office.id, licence),
          Statement(
            """
            INSERT INTO licence_credentials (office_id, id, licence_id, key_id, box) VALUES ($1, $2, $3, $4, $5)
            """, session.office.id, id, licence, sealed.keyID, sealed.box),
          Meeting.revoking(old, in: session),
        ] + Meeting.issuing(to: old + waiting, in: session) + [
          StaffTask.opening(.detailsNotSent, about: old, note: "会議情報が変わった", in: session),
          MeetingStock.reading(licence, in: session),
        ])
      return try MeetingStock(results.last)
    }
  }

  /// Takes away what a licence shows for every meeting. Who was issued it keeps it.
  ///
  /// - Throws: `notFound`, also when nothing is set.
  public func dropCredentials(
    of licence: LicenceID, _ context: CommandContext, answer: @escaping () -> Answer
  ) async throws(DomainError) -> Reply {
    try await changeStock(of: licence, context, answer: { _ in answer() }) { session, stock, _ in
      guard stock.setAt != nil else { throw DomainError.notFound }
      _ = try await session.run([
        Statement(
          "DELETE FROM licence_credentials WHERE office_id = $1 AND licence_id = $2", session.office.id, licence)
      ])
      return stock
    }
  }
}
