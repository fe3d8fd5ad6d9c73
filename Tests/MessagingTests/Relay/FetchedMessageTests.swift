import Foundation
import OfficeStore
import Scheduling
import TestDatabase
import Testing

@testable import Messaging

/// What the gateway fetches is what a webhook is sent.
@Suite(.timeLimit(.minutes(2))) struct FetchedMessageTests {
  private struct Letter: Decodable {
    struct Text: Decodable, Equatable {
      let title: String
      let body: String
    }
    let id: String
    let texts: [String: Text]
  }

  @Test func `what is fetched is what would have been sent, details and terms included`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    _ = try await office.confirmed(.september(24, 10))
    var fetched: [String: [String: Letter.Text]] = [:]
    for message in try await office.messages(by: .gateway) where message.status == .pending {
      let found = try await office.store.fetchMessage(message.id, office.caller(.gateway), office.office)
      let told = try #require(MessageTexts.told(found, in: office.office.code, logger: .silent))
      fetched[message.id.description] = Dictionary(
        uniqueKeysWithValues: told.map { ($0.key.rawValue, Letter.Text(title: $0.value.title, body: $0.value.body)) })
    }
    let letters = Notes<Letter>()
    let channel = Channel { message, _ throws(DeliveryFailure) in
      guard let letter = try? JSONDecoder().decode(Letter.self, from: Data(message.body)) else { throw .factMissing }
      letters.add(letter)
    }
    let meetings = MeetingSecrets(pool: database.relay, keys: try #require(TestDatabase.keys))
    try await working([database.makeRelay(Channels(["2804": channel]), meetings: meetings)]) {
      try await expectEventually { letters.all.count == 2 }
    }
    #expect(fetched.count == 2)
    for letter in letters.all { #expect(fetched[letter.id] == letter.texts) }
    #expect(letters.all.contains { $0.texts["ja"]?.body.contains("https://zoom.example/j/") == true })
    #expect(letters.all.contains { $0.texts["ja"]?.body.contains("利用規約\n") == true })
  }

  @Test func `what was given up may still be fetched, what was delivered or dropped not`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    let offer = try #require(try await office.message(.offer, about: office.offered(.september(24, 10)).id))
    func told() async throws -> [MessageLanguage: MessageText]? {
      let found = try await office.store.fetchMessage(offer.id, office.caller(.gateway), office.office)
      return MessageTexts.told(found, in: office.office.code, logger: .silent)
    }
    let claimed = try await database.queue.claim(in: office.office, limit: 1, lease: .seconds(60))
    try await database.queue.gaveUp(try #require(claimed.first), code: "timeout")
    #expect(try await told() != nil)
    try await office.acknowledge(offer.id)
    #expect(try await told() == nil)
  }

  @Test func `staff get no text`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    let offer = try #require(try await office.message(.offer, about: office.offered(.september(24, 10)).id))
    let found = try await office.store.fetchMessage(offer.id, office.caller(.officeHead), office.office)
    #expect(found.message.facts == nil && found.terms == nil && found.words.isEmpty && found.credentials == nil)
    #expect(MessageTexts.told(found, in: office.office.code, logger: .silent) == nil)
  }
}
