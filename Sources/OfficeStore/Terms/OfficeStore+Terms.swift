import Postgres
import Scheduling

extension OfficeStore {
  /// The versions that reach the office, oldest announcement first, one more than `limit` when there is a next page.
  public func terms(
    limit: Int, after: Arrival<IdentifierKind.TermsVersion>?, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [TermsVersion] {
    let page = { (session: Session) in [TermsVersion.page(after: after, limit: limit + 1, in: session)] }
    return try await read(caller, office, auditing: .nobody, page) { _, results in
      try results.first?.map(TermsVersion.init(row:)) ?? []
    }
  }

  /// One version, verbatim: it reaches the office, or was once shown to a user of it. `notFound` otherwise.
  public func termsDocument(
    _ id: TermsVersionID, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> TermsDocument {
    try await read(caller, office, auditing: .nobody, { TermsDocument.reading(id, in: $0) }) { _, results in
      guard let document = try TermsDocument(results) else { throw DomainError.notFound }
      return document
    }
  }

  /// The version in force for the office at an instant, as it is known now; `notFound` when none was.
  public func termsInForce(
    about group: TermsServiceGroup = .onlineCounseling, at instant: Instant? = nil, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> TermsDocument {
    let found = try await read(
      caller, office, auditing: .nobody, { [TermsVersion.inForce(about: group, at: instant, in: $0)] }
    ) { _, results in try TermsVersion.id(in: results.first) }
    guard let found else { throw .notFound }
    return try await termsDocument(found, caller, office)
  }

  /// Whether a version could be announced for the office now; throws `announcedTooLate` (Art. 13(2)) and
  /// `notTheFirstVersion`.
  public func judgeTerms(_ edition: TermsEdition, _ caller: Caller, _ office: Office) async throws(DomainError) {
    _ = try edition.effective(in: office.zone, announcedAt: clock.now())
    let earlier = { (session: Session) in
      [TermsVersion.issued(by: .office(office.code), about: edition.serviceGroup)]
    }
    let isFirst = try await read(caller, office, auditing: .nobody, earlier) { _, results in results.first?.first == nil
    }
    guard isFirst || edition.ground != .initial else { throw .notTheFirstVersion }
  }

  /// Announces a version as the office, now; immutable from then on (Art. 13). `noticeTerms` tells its users.
  ///
  /// - Throws: `announcedTooLate` (Art. 13(2)); `notTheFirstVersion` for an initial one after others; `alreadyExists` when
  ///   the office has a version that takes effect then.
  public func publishTerms(
    _ edition: TermsEdition, _ context: CommandContext, answer: @escaping (TermsDocument) -> Answer
  ) async throws(DomainError) -> Reply {
    try await command(context, opening: { _ in [] }, answer: answer) { session, _ in
      let effective = try edition.effective(in: session.office.zone, announcedAt: session.now)
      let id = TermsVersionID()
      let announcing = Statement(
        "SELECT announce_office_terms($1, $2, $3, $4::text, $5::text, $6, $7, $8)",
        id, edition.serviceGroup.text, edition.title, edition.issuerTitle, edition.governingCourt, edition.text,
        edition.ground, effective)
      let results = try await session.run([announcing] + TermsDocument.reading(id, in: session))
      guard let document = try TermsDocument(results.dropFirst()) else {
        throw StoreFailure.unreadable("terms_versions")
      }
      return document
    }
  }

  /// Notes something beside a version of the office's own; the text stays as it is.
  ///
  /// - Throws: `notFound`; `notTheIssuer` for a version of the bureau or the ministry.
  public func annotateTerms(
    _ id: TermsVersionID, place: String?, note: String, _ context: CommandContext,
    answer: @escaping (TermsAnnotation) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in [TermsVersion.reading(id, in: session)] }
    // the entry of the audit is about the version, as the request is
    let subject = { (_: TermsAnnotation) in AuditSubjects(thing: id.uuid) }
    return try await command(context, opening: opening, answer: answer, about: subject) { session, opened in
      guard let row = opened.first?.first else { throw DomainError.notFound }
      guard try TermsVersion(row: row).issuer == .office(session.office.code) else { throw DomainError.notTheIssuer }
      let annotation = TermsAnnotationID()
      let results = try await session.run([
        Statement("SELECT annotate_office_terms($1, $2, $3::text, $4)", annotation, id, place, note),
        Statement("SELECT id, place, note, created_at, created_by FROM terms_annotations WHERE id = $1", annotation),
      ])
      guard let row = results.last?.first else { throw StoreFailure.unreadable("terms_annotations") }
      return try TermsAnnotation(row: row)
    }
  }
}
