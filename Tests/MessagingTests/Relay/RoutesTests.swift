import Foundation
import OfficeStore
import Scheduling
import TestDatabase
import Testing

@testable import Messaging

@Suite struct RoutesTests {
  func keys() throws -> KeyRing { try KeyRing(parsing: KeyRing.line()) }

  func routes(_ database: TestDatabase, _ keys: KeyRing?, fallback: (any DeliveryChannel)? = nil)
    -> ConfiguredRoutes
  {
    ConfiguredRoutes(
      queue: MessageQueue(pool: database.relay, clock: database.clock, logger: .silent), keys: keys,
      sender: WebhookSender(), allowsPlain: false, fallback: fallback)
  }

  @Test func `an office's own webhook goes before the deployment's`() async throws {
    let database = try await TestDatabase.make()
    let keys = try keys()
    let administration = Administration(owner: database.owner, clock: database.clock)
    let (nishinomiya, kobe) = (database.nishinomiya.office, database.kobe.office)
    try await administration.setWebhook(
      "https://gateway.example/2804", secret: "the secret of 2804", of: nishinomiya.code, keys: keys)
    let routes = routes(database, keys, fallback: SpoolChannel(folder: "/nowhere"))
    let own = try #require(try await routes.channel(for: nishinomiya) as? WebhookChannel)
    #expect(own.target.url == "https://gateway.example/2804")
    #expect(own.target.secret == Array("the secret of 2804".utf8))
    #expect(try await routes.channel(for: kobe) is SpoolChannel)
    #expect(try await self.routes(database, keys).channel(for: kobe) == nil)
  }

  @Test func `the secret lies sealed, and opens nowhere else`() async throws {
    let database = try await TestDatabase.make()
    let keys = try keys()
    let administration = Administration(owner: database.owner, clock: database.clock)
    let (nishinomiya, kobe) = (database.nishinomiya.office, database.kobe.office)
    for office in [nishinomiya, kobe] {
      try await administration.setWebhook(
        "https://gateway.example/", secret: "a planted secret", of: office.code, keys: keys)
    }
    let dump = try await database.check(
      "SELECT string_agg(w::text, '') || string_agg(encode(box, 'escape'), '') FROM webhooks w")
    #expect(try dump.first?.decode(0, as: String.self).contains("planted") == false)
    _ = try await database.check(
      "UPDATE webhooks SET box = (SELECT box FROM webhooks WHERE office_id = $1) WHERE office_id = $2", kobe.id,
      nishinomiya.id)
    await #expect(throws: DeliveryFailure.secretUnreadable) {
      try await routes(database, keys).channel(for: nishinomiya)
    }
    await #expect(throws: DeliveryFailure.secretUnreadable) { try await routes(database, nil).channel(for: kobe) }
    await #expect(throws: DeliveryFailure.secretUnreadable) {
      try await routes(database, self.keys()).channel(for: kobe)
    }
  }

  @Test func `a webhook is set anew, and taken away`() async throws {
    let database = try await TestDatabase.make()
    let keys = try keys()
    let administration = Administration(owner: database.owner, clock: database.clock)
    let office = database.nishinomiya.office
    for url in ["https://gateway.example/a", "https://gateway.example/b"] {
      try await administration.setWebhook(url, secret: "the secret of 2804", of: office.code, keys: keys)
    }
    let channel = try await routes(database, keys).channel(for: office) as? WebhookChannel
    #expect(channel?.target.url == "https://gateway.example/b")
    #expect(try await administration.removeWebhook(of: office.code))
    #expect(try await administration.removeWebhook(of: office.code) == false)
    #expect(try await routes(database, keys).channel(for: office) == nil)
    let nobody = try #require(OfficeCode("9999"))
    await #expect(throws: WebhookRefusal.unknownOffice) {
      try await administration.setWebhook("https://gateway.example/", secret: "x", of: nobody, keys: keys)
    }
  }
}

extension RoutesTests {
  @Test func `a change of keys seals the secret anew`() async throws {
    let database = try await TestDatabase.make()
    let (old, new) = (KeyRing.line(), KeyRing.line())
    let office = database.nishinomiya.office
    try await Administration(owner: database.owner, clock: database.clock).setWebhook(
      "https://gateway.example/", secret: "the secret of 2804", of: office.code, keys: KeyRing(parsing: old))
    let store = try OfficeStore(
      pool: database.app, clock: database.clock, logger: .silent, keys: KeyRing(parsing: new + old))
    #expect(try await store.rotateKeys().sealed["webhooks"] == 1)
    let channel = try await routes(database, KeyRing(parsing: new)).channel(for: office) as? WebhookChannel
    #expect(channel?.target.secret == Array("the secret of 2804".utf8))
  }
}
