import Crypto
import Postgres
import Scheduling

/// Why a complete text was not published.
public enum TermsRefusal: Error, Sendable, Hashable {
  /// The issuer already has a version of the document that takes effect at that instant.
  case alreadyPublished
  /// The issuer has terms already, so this version is a change and needs its ground (Art. 13).
  case notTheFirst
  /// There is no such office.
  case unknownOffice
  /// The issuer has announced no version with that id.
  case unknownVersion
}

extension Administration {
  /// Announces a version of the terms, now; it is immutable from then on.
  ///
  /// - Parameters:
  ///   - draft: takes effect from local midnight in the issuer's zone (Asia/Tokyo unless it is an office's). What it is
  ///     filled to is stored verbatim, with its SHA-256.
  ///   - isDryRun: judges everything and writes nothing.
  /// - Returns: the version's id.
  /// - Throws: `TermsFaults`, `TermsRefusal`, `DomainError.announcedTooLate` (Art. 13(2)).
  public func publishTerms(
    _ draft: TermsDraft, by issuer: TermsIssuer, isDryRun: Bool = false
  ) async throws -> TermsVersionID {
    let edition = try draft.edition()
    return try await transaction(isDryRun: isDryRun) { connection in
      let now = clock.now()
      let effective = try edition.effective(in: await zone(of: issuer, on: connection), announcedAt: now)
      let id = TermsVersionID()
      let insertion = Statement(
        """
        INSERT INTO terms_versions (
          id, issuer_kind, issuer_code, service_group, title, issuer_title, governing_court, body, sha256, ground,
          announced_at, effective_from)
        VALUES ($1, $2, $3, $4, $5, $6::text, $7::text, $8, $9, $10, $11, $12)
        ON CONFLICT ON CONSTRAINT terms_versions_one_per_instant DO NOTHING
        """,
        id, issuer.kind, issuer.code, edition.serviceGroup.text, edition.title, edition.issuerTitle,
        edition.governingCourt, edition.text, Array(SHA256.hash(data: Array(edition.text.utf8))), edition.ground, now,
        effective)
      do {
        guard try await connection.run(insertion).affectedRows == 1 else { throw TermsRefusal.alreadyPublished }
      } catch let error as PostgresError where error.constraint == "terms_versions_initial_is_first" {
        throw TermsRefusal.notTheFirst
      }
      try await record("publishTerms", of: id.uuid, reaching: issuer.scope, on: connection)
      return id
    }
  }

  /// Notes something beside a version of the issuer's own; the text stays as it is.
  ///
  /// - Parameters:
  ///   - place: where in the text, in words of 100 characters at most; nil: all of it.
  ///   - note: 2,000 characters at most.
  /// - Returns: the annotation's id.
  /// - Throws: `TermsRefusal.unknownVersion`, also for another issuer's; `PostgresError` naming `terms_annotations_…_length`.
  public func annotateTerms(
    _ version: TermsVersionID, by issuer: TermsIssuer, place: String?, note: String
  ) async throws -> TermsAnnotationID {
    try await transaction { connection in
      let id = TermsAnnotationID()
      let inserted = try await connection.run([
        Statement(
          """
          INSERT INTO terms_annotations (id, terms_version_id, place, note, created_at, created_by)
          SELECT $1::uuid, v.id, $5::text, $6::text, $7::timestamptz, $8::text FROM terms_versions v
          WHERE v.id = $2 AND v.issuer_kind = $3 AND v.issuer_code = $4
          """, id, version, issuer.kind, issuer.code, place, note, clock.now(), Self.actor)
      ])
      guard inserted.first?.affectedRows == 1 else { throw TermsRefusal.unknownVersion }
      try await record("annotateTerms", of: version.uuid, reaching: issuer.scope, on: connection)
      return id
    }
  }

  private func zone(of issuer: TermsIssuer, on connection: Connection) async throws -> OfficeZone {
    var name = "Asia/Tokyo"
    if case .office(let code) = issuer {
      let found = try await connection.run(Statement("SELECT time_zone FROM offices WHERE code = $1", code.text))
      guard let row = found.first else { throw TermsRefusal.unknownOffice }
      name = try row.decode(0)
    }
    guard let zone = OfficeZone(identifier: name) else { throw StoreFailure.unreadable("offices") }
    return zone
  }
}
