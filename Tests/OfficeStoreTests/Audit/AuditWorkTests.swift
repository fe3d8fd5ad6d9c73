import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What is done without a request: by the clock, by a change of keys, at the command line.
struct AuditWorkTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private var administration: Administration { Administration(owner: database.owner, clock: database.clock) }

  init() async throws { database = try await TestDatabase.make() }

  private func operations(during work: () async throws -> Void) async throws -> [String] {
    try await database.entries(of: office, during: work).map(\.operation)
  }

  @Test func `a notice of terms names the bookings that it is about`() async throws {
    // about the first version, of which nobody is told
    try await database.store.noticeTerms()
    let booking = try await office.receive()
    try await office.publish("新しい規約", from: "2026-10-01")
    let entries = try await database.entries(of: office) { _ = try await database.store.noticeTerms() }
    #expect(entries.map(\.operation) == ["noticeTerms"] && entries.first?.bookings == [booking.id])
  }

  @Test func `a change of keys is an entry of each office whose secrets it seals anew`() async throws {
    let keys = try KeyRing(parsing: KeyRing.line() + TestDatabase.keyLine)
    let store = OfficeStore(pool: database.app, clock: database.clock, logger: .silent, keys: keys)
    // the credentials of its licences, in one batch
    #expect(try await operations { _ = try await store.rotateKeys() } == ["rotateKeys"])
    #expect(try await operations { _ = try await store.rotateKeys() } == [])
  }

  @Test func `retention leaves an entry beside its proof`() async throws {
    #expect(try await operations { _ = try await database.retention.run(in: office.office) } == ["retention"])
  }

  @Test func `an import is an entry of each office that its file is about`() async throws {
    let room = [ImportRow(number: 2, office: office.office.code, value: Room(name: "ブース9"))]
    #expect(try await operations { _ = try await administration.importRooms(room) } == ["importRooms"])
    let elsewhere = [ImportRow(number: 2, office: database.kobe.office.code, value: Room(name: "ブース9"))]
    #expect(try await operations { _ = try await administration.importRooms(elsewhere) } == [])
    let holiday = Holiday(date: office.office.zone.localDate(of: .september(25, 0)), name: "臨時の祝日")
    #expect(try await operations { _ = try await administration.importHolidays([holiday]) } == ["importHolidays"])
    let other = try await database.addOffice("2701", bureau: "27")
    #expect(try await database.entries(of: other).map(\.operation) == ["importOffices"])
  }

  @Test func `a webhook is set and taken away under the office's eyes`() async throws {
    let (keys, code) = (try #require(TestDatabase.keys), office.office.code)
    let done = try await operations {
      try await administration.setWebhook("https://gateway.example/", secret: "a secret", of: code, keys: keys)
      _ = try await administration.removeWebhook(of: code)
    }
    #expect(done == ["setWebhook", "removeWebhook"])
  }
}
