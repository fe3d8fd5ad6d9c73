import Foundation
import OfficeStore
import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import Messaging

/// What leaves, by what was queued.
@Suite(.timeLimit(.minutes(2))) struct ComposerTests {
  struct Letter: Decodable {
    struct Text: Decodable {
      let title: String
      let body: String
    }
    let kind: String
    let texts: [String: Text]
    var japanese: String { (texts["ja"]?.title ?? "") + "\n" + (texts["ja"]?.body ?? "") }
  }

  /// Sends everything there is and returns it.
  func sent(
    from database: TestDatabase, until kinds: String..., count: Int = 1, meetings: any MeetingAccess = NoMeetings()
  ) async throws -> [Letter] {
    let letters = Notes<Letter>()
    let channel = Channel { message, _ throws(DeliveryFailure) in
      guard let letter = try? JSONDecoder().decode(Letter.self, from: Data(message.body)) else { throw .factMissing }
      letters.add(letter)
    }
    try await working([database.makeRelay(Channels(["2804": channel]), meetings: meetings)]) {
      try await expectEventually { letters.all.count >= count && Set(kinds).isSubset(of: letters.all.map(\.kind)) }
    }
    return letters.all
  }

  @Test func `an offer tells the terms, the times and the deadline (Art. 6(3))`() async throws {
    let database = try await TestDatabase.make()
    _ = try await database.nishinomiya.offered(.september(17, 10), .september(18, 11))
    let letter = try #require(try await sent(from: database, until: "offer").first { $0.kind == "offer" })
    #expect(letter.japanese.contains("令和8年9月17日（木） 10:00～10:30"))
    #expect(letter.japanese.contains("令和8年9月18日（金） 11:00～11:30"))
    #expect(letter.japanese.contains("【ご連絡の期限】令和8年9月16日（水）24:00"))
    #expect(letter.japanese.hasSuffix("利用規約\n"))
    #expect(letter.japanese.contains("職安 太郎 様") && letter.japanese.contains("000-000-0000"))
  }

  @Test func `details wait for their meeting, and then tell how to join it`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    try await database.queue(2..<3, kind: .details, about: office.receive().id, in: office.office)
    let asked = Notes<Void>()
    let meetings = Meetings { _ in
      asked.add(()) < 3
        ? nil : MeetingCredentials.zoom(meetingID: "12345678901", passcode: "Ab3_*-9", url: "https://zoom.example/j/1")
    }
    let letters = try await sent(from: database, meetings: meetings)
    #expect(letters.count == 1 && letters[0].japanese.contains("【パスコード】Ab3_*-9"))
    let row = try #require(try await database.check("SELECT attempts, failure_code FROM messages").first)
    #expect(try row.decode(0, as: Int.self) == 1, "to look in vain costs nothing")
  }

  @Test(arguments: [
    (DomainError.keysMissing, "keys_missing"), (.databaseUnavailable, "database_unavailable"),
    (.unexpected, "meeting_unreadable"),
  ])
  func `what the house lacks has a name of its own and costs no attempt`(lack: DomainError, code: String)
    async throws
  {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    try await database.queue(2..<3, kind: .details, about: office.receive().id, in: office.office)
    let metrics = RelayMetrics()
    let meetings = Meetings { _ throws(DomainError) in throw lack }
    let relay = database.makeRelay(Channels(["2804": Channel { _, _ in }]), meetings: meetings, metrics: metrics) {
      $0.retries.attempts = 1
    }
    try await working([relay]) {
      try await expectEventually { metrics.snapshot.failed[code, default: 0] >= 3 }
    }
    let row = try #require(
      try await database.check("SELECT status, attempts, failure_code FROM messages").first)
    #expect(try row.decode(0, as: String.self) == "pending")
    #expect(try row.decode(1, as: Int.self) == 0)
    #expect(try row.decode(2, as: String.self) == code)
    #expect(metrics.snapshot.failed.keys.sorted() == [code])
  }

  @Test func `a message is told in the words that were in use when it was queued`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    let booking = try await office.receive().id
    try await database.queue(2..<3, about: booking, in: office.office)
    try await office.write("初版")
    try await database.queue(3..<4, about: booking, in: office.office)
    try await office.write("二版")
    try await database.queue(4..<5, about: booking, in: office.office)
    let inUse = try await office.store.messageTemplates.list(limit: 10, after: nil, office.caller(), office.office)
    _ = try await office.store.messageTemplates.retire(try #require(inUse.first).id, office.context(by: .officeHead)) {
      Answer(status: 204, body: [])
    }
    try await database.queue(5..<6, about: booking, in: office.office)
    let titles = try await sent(from: database, count: 4).map { $0.texts["ja"]?.title }
    #expect(titles == ["お申込みが無効になりました", "初版", "二版", "お申込みが無効になりました"])
  }

  @Test func `words that this version can't use are not used`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    try await office.write("初版", "{{what_was_once_known}}")
    try await database.queue(2..<3, about: office.receive().id, in: office.office)
    let letters = try await sent(from: database)
    #expect(letters.map { $0.texts["ja"]?.title } == ["お申込みが無効になりました"])
  }

  @Test func `the same message is the same bytes`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    try await database.queue(2..<3, about: office.receive().id, in: office.office)
    let bodies = Notes<[UInt8]>()
    let channel = Channel { message, attempt throws(DeliveryFailure) in
      bodies.add(message.body)
      if attempt < 3 { throw .serverError }
    }
    try await working([database.makeRelay(Channels(["2804": channel]))]) {
      try await expectEventually { try await database.count(.delivered) == 1 }
    }
    #expect(bodies.all.count == 3 && Set(bodies.all).count == 1)
  }

  @Test func `a message that lacks a fact is no crash`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    let booking = try await office.receive().id
    try await database.queue(2..<3, about: booking, in: office.office)
    _ = try await database.check("UPDATE messages SET facts = facts - 'deadline'")
    let metrics = RelayMetrics()
    let relay = database.makeRelay(Channels(["2804": Channel { _, _ in }]), metrics: metrics) {
      $0.retries.attempts = 2
    }
    try await working([relay]) {
      try await expectEventually { try await database.count(.dead) == 1 }
    }
    #expect(metrics.snapshot.failed == ["fact_missing": 2])
  }
}

extension TestOffice {
  /// The office's own words for a lapse.
  fileprivate func write(_ title: String, _ rest: String = "") async throws {
    let text = "\(title)\n\n{{office}} {{phone}} \(rest)\n"
    _ = try await store.writeTemplate(text, for: .lapsed, in: .japanese, context(by: .officeHead)) { _ in
      Answer(status: 201, body: [])
    }
  }
}
