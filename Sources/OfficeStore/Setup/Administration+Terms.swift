import Crypto
import Postgres
import Scheduling

/// Who issues terms of use.
public enum TermsIssuer: Sendable, Hashable {
  /// One office.
  case office(OfficeCode)
  /// A bureau, for its offices.
  case bureau(BureauCode)
  /// The ministry, for all.
  case ministry

  var kind: String {
    switch self {
    case .office: "office"
    case .bureau: "bureau"
    case .ministry: "ministry"
    }
  }

  /// The offices whose terms these may be.
  var scope: Scope {
    switch self {
    case .office(let code): .office(code)
    case .bureau(let code): .bureau(code)
    case .ministry: .ministry
    }
  }

  var code: String {
    switch self {
    case .office(let code): code.text
    case .bureau(let code): code.text
    case .ministry: ""
    }
  }
}

/// Why terms were not published.
public enum TermsRefusal: Error, Sendable, Hashable {
  /// The text is empty.
  case empty
  /// The text still has a placeholder, `○` or `{{`, on this line (from 1).
  case placeholder(line: Int)
  /// Art. 13(2): a reasonable change takes effect only after it was announced.
  case announcedTooLate
  /// The issuer already has a version that takes effect at that instant.
  case alreadyPublished
  /// There is no such office.
  case unknownOffice
}

extension Administration {
  /// Announces a version of the terms, now; it is immutable from then on.
  ///
  /// - Parameters:
  ///   - text: verbatim; stored with its SHA-256.
  ///   - date: the day it takes effect, from local midnight in the issuer's zone (Asia/Tokyo unless it is an office's).
  ///   - isDryRun: judges everything and writes nothing.
  /// - Returns: the version's id.
  public func publishTerms(
    _ text: String, by issuer: TermsIssuer, effectiveFrom date: CivilDate, ground: TermsGround, isDryRun: Bool = false
  ) async throws -> TermsVersionID {
    guard !text.isEmpty else { throw TermsRefusal.empty }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if let index = lines.firstIndex(where: { $0.contains("○") || $0.contains("{{") }) {
      throw TermsRefusal.placeholder(line: index + 1)
    }
    return try await transaction(isDryRun: isDryRun) { connection in
      let effective = try await zone(of: issuer, on: connection).instant(of: date, at: .midnight)
      let now = clock.now()
      guard !ground.mustBeAnnouncedBeforehand || now < effective else { throw TermsRefusal.announcedTooLate }
      let id = TermsVersionID()
      let inserted = try await connection.run([
        Statement(
          """
          INSERT INTO terms_versions (
            id, issuer_kind, issuer_code, body, sha256, ground, announced_at, effective_from)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
          ON CONFLICT ON CONSTRAINT terms_versions_one_per_instant DO NOTHING
          """,
          id, issuer.kind, issuer.code, text, Array(SHA256.hash(data: Array(text.utf8))), ground.rawValue, now,
          effective)
      ])
      guard inserted.first?.affectedRows == 1 else { throw TermsRefusal.alreadyPublished }
      try await record("publishTerms", of: id.uuid, reaching: issuer.scope, on: connection)
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
