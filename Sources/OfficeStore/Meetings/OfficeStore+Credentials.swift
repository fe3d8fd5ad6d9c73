import Foundation
import Postgres
import Scheduling

extension OfficeStore {
  /// Sets what a licence shows for every meeting, in the place of what it showed before. Who waits for it is issued it at
  /// once, and the details leave; who was issued the old one and is still to come gets the new one, and the details once
  /// more. A session that is running goes on in its meeting.
  ///
  /// - Throws: `notFound`, `otherVendor`, `keysMissing`.
  public func setCredentials(
    _ credentials: MeetingCredentials, of licence: LicenceID, _ context: CommandContext,
    answer: @escaping (MeetingStock) -> Answer
  ) async throws(DomainError) -> Reply {
    try await changeStock(of: licence, context, answer: answer) { session, stock, sessions in
      guard stock.vendor == credentials.vendor else { throw DomainError.otherVendor }
      let id = UUID()
      let sealed = try credentials.sealed(by: requireKeys(), for: id)
      let setting = [
        Self.droppingCredentials(of: licence, in: session),
        Statement(
          "INSERT INTO licence_credentials (office_id, id, licence_id, key_id, box) VALUES ($1, $2, $3, $4, $5)",
          session.office.id, id, licence, sealed.keyID, sealed.box),
      ]
      let exchanging = sessions.filter { $0.hasWhatAllHave && $0.status == .confirmed }
        .flatMap { $0.exchanging(licence, in: session) }
      let results = try await session.run(
        setting + exchanging + sessions.serving(in: session) + [MeetingStock.reading(licence, in: session)])
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
      _ = try await session.run([Self.droppingCredentials(of: licence, in: session)])
      return stock
    }
  }

  private static func droppingCredentials(of licence: LicenceID, in session: Session) -> Statement {
    Statement(
      "DELETE FROM licence_credentials WHERE office_id = $1 AND licence_id = $2", session.office.id, licence)
  }
}
