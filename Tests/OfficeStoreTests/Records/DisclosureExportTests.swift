import Crypto
import Foundation
import OfficeStore
import Postgres
import Scheduling
import Synchronization
import TestDatabase
import Testing

struct DisclosureExportTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  /// Somebody with everything that can be said about a person, all marked with a letter.
  private func person(_ mark: String, number: String, at start: Instant) async throws -> Booking {
    var application = Application.complete(number: number, wishes: [start])
    application.seeker.name = "\(mark)野 太郎"
    application.seeker.kana = mark == "甲" ? "コウノ タロウ" : "オツノ タロウ"
    var companion = Companion(role: .interpreter, language: "vi")
    companion.note = "\(mark)の同席者"
    application.companions = [companion]
    let booking = try await office.receive(application)
    try await office.amend(booking.id) { $0.seeker.kana = mark == "甲" ? "コウノ イチロウ" : "オツノ イチロウ" }
    try await office.offer(booking.id, start)
    try await office.confirm(booking.id, start)
    _ = try await office.store.contact(
      booking.id, Contact(channel: .phone, note: "\(mark)からの電話", receivedAt: nil), office.context()
    ) { _, _ in Answer(status: 200, body: []) }
    _ = try await office.store.addTask(note: "\(mark)に郵送", about: booking.id, office.context()) { _ in
      Answer(status: 201, body: [])
    }
    try await office.recordUse(office.use(.offer, of: booking.id, device: "\(mark)の端末"))
    return try await office.read(booking.id)
  }

  @Test func `a person is told everything that is kept, and nothing of anybody else`() async throws {
    let own = try await person("甲", number: "28990-11111111", at: .september(17, 10))
    _ = try await person("乙", number: "28990-22222222", at: .september(17, 13))
    let disclosure = try await office.ask(for: .person(own.seeker.id))
    try await office.take(.approve, of: disclosure.id)
    let document = try await office.export(disclosure.id)
    for said in [
      "甲野 太郎", "コウノ イチロウ", "28990-11111111", "甲の同席者", "甲からの電話", "甲に郵送", "seeker/kana",
      own.id.description,
    ] {
      #expect(document.text.contains(said), "\(said)")
    }
    for hidden in ["乙", "オツノ", "28990-22222222", "甲の端末", "seeker_name_key", "blanked_at"] {
      #expect(!document.text.contains(hidden), "\(hidden)")
    }
    #expect(document.text.contains("+09:00"), "instants are told in the office's zone")
    #expect(document.devices == nil)
    let empty = document.sections.filter { String(decoding: $0.json, as: UTF8.self) == "[]" }.map { "\($0.name)" }
    #expect(empty == ["refusals", "requests"], "every other section has something to say")
  }

  @Test func `every row about a person is in a section, whatever table it lies in`() async throws {
    // what refers to a booking or a person, by the catalogue: a new table must be told of too
    let tables = try await database.check(
      """
      SELECT DISTINCT conrelid::regclass::text FROM pg_constraint
      WHERE contype = 'f' AND confrelid IN ('bookings'::regclass, 'seekers'::regclass) ORDER BY 1
      """
    ).map { try $0.decode(0, as: String.self) }
    let told: Set = [
      "bookings", "offers", "booking_events", "contacts", "refusals", "messages", "tasks", "disclosures",
      "usage_events",
    ]
    // the times that the bookings themselves name
    let repeated: Set = ["allocations"]
    // a meeting's secrets, which are the office's own
    let secrets: Set = ["meeting_pool", "meetings"]
    #expect(Set(tables).subtracting(told).subtracting(repeated).subtracting(secrets) == [])
  }

  @Test func `only an approved demand by law opens what identifies a device`() async throws {
    let own = try await person("甲", number: "28990-11111111", at: .september(17, 10))
    _ = try await person("乙", number: "28990-22222222", at: .september(17, 13))
    let demand = try await office.ask(for: .booking(own.id), .legalDemand, requester: "県警")
    await #expect(throws: DomainError.illegalDisclosureStep(current: .requested)) { try await office.export(demand.id) }
    try await office.take(.approve, of: demand.id)
    #expect(try await office.export(demand.id).devices?.map(\.identifier) == ["甲の端末"])

    let day = office.office.zone.localDate(of: .september(16, 0))
    let days = try await office.ask(for: .use(from: day, until: day.adding(days: 1)), .legalDemand, requester: "県警")
    try await office.take(.approve, of: days.id)
    let document = try await office.export(days.id)
    #expect(Set(document.devices?.compactMap(\.identifier) ?? []) == ["甲の端末", "乙の端末"])
    #expect(!document.text.contains("甲野") && !document.text.contains("乙野"), "days of use name nobody")

    let earlier = try await office.ask(
      for: .use(from: day.adding(days: -7), until: day), .legalDemand, requester: "県警")
    try await office.take(.approve, of: earlier.id)
    #expect(try await office.export(earlier.id).devices?.isEmpty == true)
  }

  @Test func `a device whose key is gone is told by its digest alone`() async throws {
    let own = try await person("甲", number: "28990-11111111", at: .september(17, 10))
    let demand = try await office.ask(for: .booking(own.id), .legalDemand, requester: "県警")
    try await office.take(.approve, of: demand.id)
    let other = OfficeStore(
      pool: database.app, clock: database.clock, logger: .silent, keys: try KeyRing(parsing: KeyRing.line()))
    let kept = Mutex<[String?]>([])
    _ = try await other.export(demand.id, office.context(by: .officeHead)) { document in
      kept.withLock { $0 = document.devices?.map(\.identifier) ?? [] }
      return Answer(status: 200, body: [])
    }
    #expect(kept.withLock { $0 } == [nil])
  }

  @Test func `what left is on record by the digest of its bytes`() async throws {
    let own = try await office.receive()
    let disclosure = try await office.ask(for: .booking(own.id))
    try await office.take(.approve, of: disclosure.id)
    let reply = try await office.store.export(disclosure.id, office.context(by: .officeHead)) {
      Answer(status: 200, body: Array($0.text.utf8))
    }
    let export = try #require(try await office.read(disclosure.id).exports.first)
    let digest = SHA256.hash(data: reply.answer.body).map { String(format: "%02x", $0) }.joined()
    #expect(export.sha256 == digest && export.by.hasPrefix("office_head:"))
  }
}
