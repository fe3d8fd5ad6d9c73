import OfficeStore
import Postgres
import Scheduling
import TestDatabase
import Testing

/// What a user agrees to with a booking, and that none is firm without (前文, Art. 4, 6(3), 6(5)).
struct ConsentTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `applying is consent to what is in force then`() async throws {
    let terms = try await office.termsInForce()
    let booking = try await office.receive()
    let consents = try await office.consents(of: booking.id)
    #expect(consents.map(\.kind) == [.application])
    #expect(consents[0].termsVersion == terms && consents[0].channel == .myPage && !consents[0].termsPointedOut)
    #expect(consents[0].givenAt == booking.createdAt && !consents[0].isOperative)
  }

  @Test(arguments: [Channel.phone, .counter])
  func `who takes an application in person states that the terms were pointed out`(channel: Channel) async throws {
    var application = Application.complete()
    application.channel = channel
    let booking = try await office.receive(application)
    #expect(try await office.consents(of: booking.id).map(\.termsPointedOut) == [true])
  }

  @Test func `before anything was announced there is nothing to agree to, and nobody applies`() async throws {
    let other = try await database.addOffice("2701", bureau: "27")
    await #expect(throws: DomainError.noTermsInForce) { try await other.receive() }
    #expect(try await database.check("SELECT FROM bookings").isEmpty)
    let day = other.office.zone.localDate(of: database.clock.now())
    _ = try await other.publish("最初の規約", from: day.adding(days: 1).iso, .initial)
    await #expect(throws: DomainError.noTermsInForce) { try await other.receive() }
    try other.advance(to: .september(17, 0))
    let booking = try await other.receive(.complete(wishes: [.september(18, 10)]))
    #expect(try await other.consents(of: booking.id).map(\.kind) == [.application])
  }

  @Test func `confirming is consent to the version in the offer, and to the vendor's terms`() async throws {
    let shown = try await office.termsInForce()
    let booking = try await office.offered(.september(17, 10))
    let newer = try await office.publish("新しい規約", from: "2026-09-16")
    #expect(try await office.termsInForce() == newer)
    try office.advance(to: .september(16, 9, 10))
    try await office.confirm(booking.id, .september(17, 10), receivedAt: .september(16, 9, 5))
    let consents = try await office.consents(of: booking.id)
    #expect(consents.map(\.kind) == [.application, .confirmation, .vendorTerms])
    #expect(consents.map(\.termsVersion) == [shown, shown, shown])
    #expect(consents.map(\.vendor) == [nil, nil, .zoom] && consents.map(\.isOperative) == [false, true, false])
    #expect(consents[1].channel == .phone && consents[1].givenAt == .september(16, 9, 5))
    #expect(consents[1].recordedAt > consents[1].givenAt)
  }

  @Test func `a newer offer's version is the one that is confirmed`() async throws {
    let booking = try await office.offered(.september(17, 10))
    let newer = try await office.publish("新しい規約", from: "2026-09-16")
    try await office.offer(booking.id, .september(17, 11), vendor: .teleoffice)
    try await office.confirm(booking.id, .september(17, 11))
    let consents = try await office.consents(of: booking.id).dropFirst()
    #expect(consents.map(\.termsVersion) == [newer, newer] && consents.last?.vendor == .teleoffice)
  }

  @Test func `a firm booking without its consent cannot exist`() async throws {
    let booking = try await office.offered(.september(17, 10))
    let firm = Statement(
      """
      UPDATE bookings SET version = version + 1, status = 'confirmed', confirmed_at = $2, starts_at = $3, ends_at = $4,
        no_show_at = $4, counselor_id = (SELECT id FROM counselors WHERE office_id = $5 LIMIT 1),
        room_id = (SELECT id FROM rooms WHERE office_id = $5 LIMIT 1),
        licence_id = (SELECT id FROM licences WHERE office_id = $5 LIMIT 1)
      WHERE office_id = $5 AND id = $1
      """, booking.id, Instant.september(16, 9), Instant.september(17, 10), Instant.september(17, 10, 30),
      office.office.id)
    let error = await #expect(throws: PostgresError.self) {
      try await database.app.withConnection { connection in
        _ = try await connection.run([
          Statement("BEGIN"), Statement("SELECT enter($1, $2, 'test')", office.office.id, Instant.september(16, 9)),
          firm,
        ])
      }
    }
    #expect(error?.constraint == "bookings_consent_fkey")
  }

  @Test func `a confirmation that is refused leaves no consent`() async throws {
    let booking = try await office.offered(.september(17, 10))
    await #expect(throws: DomainError.notOffered) { try await office.confirm(booking.id, .september(17, 11)) }
    #expect(try await office.consents(of: booking.id).map(\.kind) == [.application])
  }

  @Test func `another office's booking has no consents here`() async throws {
    let booking = try await office.receive()
    await #expect(throws: DomainError.notFound) { try await database.kobe.consents(of: booking.id) }
  }

  @Test func `what was shown is read for ever, wherever the office belongs since`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let shown = try #require(try await office.consents(of: booking.id).first { $0.isOperative })
    let moved = try await office.moved(to: "27", in: database)
    let document = try await office.store.termsDocument(shown.termsVersion, office.caller(), moved)
    #expect(document.text == "利用規約" && !document.version.isInForce)
    let kobe = try await database.kobe.moved(to: "27", in: database)
    await #expect(throws: DomainError.notFound) {
      _ = try await office.store.termsDocument(shown.termsVersion, database.kobe.caller(), kobe)
    }
  }
}

extension TestOffice {
  /// The office after an import that puts it under another bureau.
  fileprivate func moved(to bureau: String, in database: TestDatabase) async throws -> Office {
    _ = try await database.superuser.withConnection { connection in
      try await connection.run(Statement("UPDATE offices SET bureau_code = $2 WHERE id = $1", office.id, bureau))
    }
    return try #require(try await store.allOffices().first { $0.id == office.id })
  }
}
