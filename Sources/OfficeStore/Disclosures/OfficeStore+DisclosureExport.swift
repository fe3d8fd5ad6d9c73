import Crypto
import Foundation
import Postgres
import Scheduling

extension OfficeStore {
  /// Puts together what an approved disclosure reaches, and notes that it left, with the digest of the answer's bytes. A demand
  /// by law opens what identifies a device; nothing else does.
  ///
  /// - Throws: `notFound`; `illegalDisclosureStep` unless it is approved and not given yet.
  public func export(
    _ id: DisclosureID, _ context: CommandContext, answer: @escaping (DisclosureDocument) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in
      [
        Disclosure.lock(id, in: session), Disclosure.reading(id, in: session), DisclosureDocument.zone(in: session),
        DisclosureDocument.devices(id), DisclosureDocument.subjects(id, in: session),
      ] + DisclosureDocument.sections(of: id, in: session).map(\.statement)
    }
    return try await command(
      context, kind: .read, opening: opening, answer: { (made: Export) in made.answer }, about: { $0.subjects }
    ) { session, opened in
      let opened = Array(opened)
      guard let row = opened[1].first else { throw DomainError.notFound }
      let disclosure = try Disclosure(row: row)
      try disclosure.status.require(.export)
      let names = DisclosureDocument.sections(of: id, in: session).map(\.name)
      let sections = try zip(names, opened[5...]).map { name, result in
        (name: name, json: try result.first?.decode(0, as: PostgresJSON.self).utf8 ?? Array("[]".utf8))
      }
      let made = answer(
        DisclosureDocument(
          disclosure: disclosure, madeAt: session.now, sections: sections,
          devices: disclosure.kind == .legalDemand ? try opened[3].map { try device($0, in: session.office) } : nil))
      _ = try await session.run([
        Statement(
          "INSERT INTO disclosure_exports (office_id, id, disclosure_id, sha256) VALUES ($1, $2, $3, $4)",
          session.office.id, UUID(), id, Array(SHA256.hash(data: made.body)))
      ])
      return Export(answer: made, subjects: try AuditSubjects(of: id, opened[4]))
    }
  }

  /// The answer, and whom it tells of.
  private struct Export {
    let answer: Answer
    let subjects: AuditSubjects
  }

  private func device(_ row: Row, in office: Office) throws -> DisclosureDocument.Device {
    let date = try row.decode(0, as: CivilDate.self)
    let sealed = KeyRing.Sealed(keyID: try row.decode(2), box: try row.decode(3))
    let bytes = try? keys?.open(sealed, for: UsageDevice.place(in: office, on: date))
    return DisclosureDocument.Device(
      date: date, digest: try row.decode(1), identifier: bytes.map { String(decoding: $0, as: UTF8.self) })
  }
}

extension AuditSubjects {
  fileprivate init(of disclosure: DisclosureID, _ reached: QueryResult) throws {
    self.init(
      bookings: try reached.map { try $0.decode(0) },
      numbers: Array(Set(try reached.compactMap { try $0.decodeIfPresent(1, as: String.self) })),
      thing: disclosure.uuid)
  }
}
