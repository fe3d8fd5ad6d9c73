import OfficeStore
import Postgres
import Scheduling
import TestDatabase
import Testing

/// Which version counts, and that announcing one changes nothing that was announced (Art. 13).
struct TermsTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private var administration: Administration { Administration(owner: database.owner, clock: database.clock) }

  init() async throws { database = try await TestDatabase.make() }

  private func publish(_ text: String, by issuer: TermsIssuer, from date: String) async throws -> TermsVersionID {
    let draft = TermsDraft(text, effectiveFrom: try #require(CivilDate(iso: date)), ground: .benefit)
    return try await administration.publishTerms(draft, by: issuer)
  }

  @Test func `the nearest issuer's version counts, and of one issuer's the latest`() async throws {
    let bureau = try await office.termsInForce()
    let ministry = try await publish("省の規約", by: .ministry, from: "2026-09-01")
    #expect(try await office.termsInForce() == bureau)
    let other = try await database.addOffice("2701", bureau: "27")
    #expect(try await other.termsInForce() == ministry)
    let own = try await office.publish("所の規約", from: "2026-09-18")
    let later = try await office.publish("所の規約、改定", from: "2026-10-01")
    #expect(try await office.termsInForce() == bureau)
    #expect(try await office.termsInForce(at: .september(18, 0)) == own)
    #expect(
      try await office.termsInForce(at: Instant(microseconds: Instant.september(18, 0).microseconds - 1)) == bureau)
    #expect(try await office.termsInForce(at: .september(31, 0)) == later)
    #expect(try await database.kobe.termsInForce(at: .september(31, 0)) == bureau)
    try office.advance(to: .september(18, 0))
    #expect(try await office.termsInForce() == own)
  }

  @Test func `a document about other services is another document`() async throws {
    let bureau = try await office.termsInForce()
    let seminars = try #require(TermsServiceGroup("seminars"))
    await #expect(throws: DomainError.notFound) {
      _ = try await office.store.termsInForce(about: seminars, office.caller(), office.office)
    }
    let own = try await office.publish("講座の規約", from: "2026-09-16") { $0.serviceGroup = seminars }
    #expect(try await office.termsInForce() == bureau)
    #expect(try await office.store.termsInForce(about: seminars, office.caller(), office.office).version.id == own)
  }

  @Test func `before the first there is none`() async throws {
    await #expect(throws: DomainError.notFound) {
      _ = try await office.termsInForce(at: Instant(rfc3339: "2023-01-15T23:59:59+09:00"))
    }
    #expect(try await office.termsInForce(at: Instant(rfc3339: "2023-01-16T00:00:00+09:00")) == office.termsInForce())
  }

  @Test func `a version is kept verbatim, with its digest and what was signed`() async throws {
    let id = try await office.publish("第14条 {{governing_court}}\r\n{{effective_date}}\n", from: "2026-10-01") {
      $0.governingCourt = "神戸地方裁判所"
      $0.issuerTitle = "西宮公共職業安定所長"
    }
    let document = try await office.store.termsDocument(id, office.caller(), office.office)
    #expect(document.text == "第14条 神戸地方裁判所\r\n令和8年10月1日（2026年10月1日）\n")
    let digest = try await database.check("SELECT sha256(convert_to($1::text, 'UTF8'))", document.text)
    #expect(try digest.first?.decode(0, as: [UInt8].self) == document.version.sha256)
    #expect(document.version.issuer == .office(office.office.code) && document.version.title == "第14条 神戸地方裁判所")
    #expect(document.version.governingCourt == "神戸地方裁判所" && document.version.issuerTitle == "西宮公共職業安定所長")
    #expect(document.version.announcedAt <= database.clock.now() && document.annotations.isEmpty)
  }

  @Test func `a reasonable change is announced before, and nobody announces two for one day`() async throws {
    await #expect(throws: DomainError.announcedTooLate) {
      try await office.publish("規約", from: "2026-09-16", .reasonable)
    }
    try await office.publish("規約", from: "2026-09-17", .reasonable)
    await #expect(throws: DomainError.alreadyExists) { try await office.publish("別の規約", from: "2026-09-17") }
    try await database.kobe.publish("規約", from: "2026-09-17")
  }

  @Test func `the command announces by the same rules`() async throws {
    let day = try #require(CivilDate(iso: "2026-09-16"))
    await #expect(throws: DomainError.announcedTooLate) {
      _ = try await administration.publishTerms(
        TermsDraft("規約", effectiveFrom: day, ground: .reasonable), by: .ministry)
    }
    await #expect(throws: TermsFaults(faults: [.placeholder(line: 1)])) {
      _ = try await administration.publishTerms(TermsDraft("○", effectiveFrom: day, ground: .benefit), by: .ministry)
    }
    _ = try await publish("規約", by: .ministry, from: "2026-09-16")
    await #expect(throws: TermsRefusal.notTheFirst) {
      _ = try await administration.publishTerms(
        TermsDraft("規約", effectiveFrom: day.adding(days: 1), ground: .initial), by: .ministry)
    }
    await #expect(throws: TermsRefusal.alreadyPublished) {
      _ = try await publish("規約", by: .ministry, from: "2026-09-16")
    }
  }

  @Test func `a bureau or the ministry notes something beside its own text, in every audit that it reaches`()
    async throws
  {
    let bureau = TermsIssuer.bureau(try #require(BureauCode("28")))
    let version = try await office.termsInForce()
    _ = try await administration.annotateTerms(version, by: bureau, place: "第8条", note: "第5条の5")
    let annotation = try #require(
      try await office.store.termsDocument(version, office.caller(), office.office).annotations.first)
    #expect(annotation.note == "第5条の5" && annotation.place == "第8条")
    #expect(annotation.createdBy == "system_admin:command" && annotation.createdAt <= database.clock.now())
    let audited = try await database.check(
      "SELECT office_id FROM audit_entries WHERE operation = 'annotateTerms' AND subject_id = $1", version)
    #expect(audited.count == 2)
    for other in [TermsIssuer.ministry, .office(office.office.code), .bureau(try #require(BureauCode("27")))] {
      await #expect(throws: TermsRefusal.unknownVersion) {
        _ = try await administration.annotateTerms(version, by: other, place: nil, note: "x")
      }
    }
    await #expect(throws: TermsRefusal.unknownVersion) {
      _ = try await administration.annotateTerms(TermsVersionID(), by: bureau, place: nil, note: "x")
    }
  }

  @Test func `versions are listed page by page in the order of announcement`() async throws {
    for day in 17...19 { try await office.publish("規約\(day)", from: "2026-10-\(day)") }
    try await database.kobe.publish("よその規約", from: "2026-10-17")
    let first = try await office.store.terms(limit: 2, after: nil, office.caller(), office.office)
    #expect(first.map(\.title) == ["利用規約", "規約17", "規約18"] && first.map(\.isInForce) == [true, false, false])
    let last = Arrival<IdentifierKind.TermsVersion>(at: first[1].announcedAt, id: first[1].id)
    let rest = try await office.store.terms(limit: 2, after: last, office.caller(), office.office)
    #expect(rest.map(\.title) == ["規約18", "規約19"])
  }

  @Test func `only the issuer notes something beside a text, which stays as it is`() async throws {
    let bureau = try await office.termsInForce()
    let own = try await office.publish("第8条 職業安定法第5条の4", from: "2026-10-01")
    let answer = { (_: TermsAnnotation) in Answer(status: 201, body: []) }
    let context = office.context(by: .officeHead)
    _ = try await office.store.annotateTerms(own, place: "第8条", note: "第5条の5", context, answer: answer)
    let document = try await office.store.termsDocument(own, office.caller(), office.office)
    #expect(document.annotations.map(\.note) == ["第5条の5"] && document.annotations.map(\.place) == ["第8条"])
    #expect(document.annotations[0].createdBy.hasPrefix("office_head:") && document.text == "第8条 職業安定法第5条の4")
    await #expect(throws: DomainError.notTheIssuer) {
      _ = try await office.store.annotateTerms(bureau, place: nil, note: "x", context, answer: answer)
    }
    await #expect(throws: DomainError.notFound) {
      _ = try await office.store.annotateTerms(
        own, place: nil, note: "x", database.kobe.context(by: .officeHead), answer: answer)
    }
  }
}
