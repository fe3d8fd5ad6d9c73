import HTTPTypes
import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct MessageTests {
    private static let nobody = "00000000-0000-4000-8000-000000000000"

    @Test func `staff see how far a message has come, the gateway what it says`() async throws {
      try await TestOffice.open { office in
        let booking = try await office.offered("2026-09-24T10:00:00+09:00")
        let seen = try await office.send(.get, "messages?booking=\(booking)").json["items"].elements
        #expect(seen.map { $0["kind"].text } == ["offer", "reminder_unconfirmed"] || seen.count == 2)
        for message in seen {
          #expect(message["status"].text == "pending" && message["attempts"].integer == 0)
          #expect(message["channel"].text == "my_page" && message["booking"].text == booking)
          #expect(!"\(message)".contains("職安"))
        }
        let received = try await office.send(.get, "messages?status=pending", by: .gateway)
        let facts = received.json["items"][0]["facts"]
        #expect(received.json["items"].elements.count == 1)
        #expect(facts["person"].text == "職安 太郎" && facts["office_phone"].text == "0798-00-0000")
        #expect(facts["offer_starts"][0].text == "2026-09-24T01:00:00Z")
        let id = try #require(received.json["items"][0]["id"].text)
        #expect(try await office.send(.get, "messages/\(id)", by: .gateway).json["facts"] == facts)
        #expect(try await office.send(.get, "messages/\(id)").json["facts"] == .null)
      }
    }

    @Test func `the gateway fetches a message as it would be sent, staff and lists have no text`() async throws {
      try await TestOffice.open { office in
        let words = #"{"kind":"offer","language":"ja","text":"\#(Self.ownWords)"}"#
        #expect(try await office.send(.post, "message-templates", by: .officeHead, words).status == 201)
        let id = try await office.message("offer", of: office.offered("2026-09-24T10:00:00+09:00"))
        let texts = try await office.send(.get, "messages/\(id)", by: .gateway).json["texts"]
        #expect(texts["ja"]["title"].text == "当所の言葉")
        let body = try #require(texts["ja"]["body"].text)
        #expect(body.contains("令和8年9月24日（木）10:00～10:30") && body.contains("令和8年9月18日（金）24:00"))
        #expect(body.contains("利用規約") && body.contains("0798-00-0000"))
        #expect(texts["en"]["body"].text?.contains("Thursday, 24 September 2026") == true)
        #expect(try await office.send(.get, "messages/\(id)").json["texts"] == .null)
        let listed = try await office.send(.get, "messages?status=pending", by: .gateway).json["items"]
        #expect(listed.elements.count == 1 && listed[0]["texts"] == .null)
        let kept = try await office.send(.post, "messages/\(id)/acknowledge", by: .gateway, "{}")
        #expect(kept.status == 200 && kept.json["texts"] == .null)
        #expect(try await office.send(.get, "messages/\(id)", by: .gateway).json["texts"] == .null)
      }
    }

    private static let ownWords =
      #"当所の言葉\n\n{{#slots}}{{date}}{{time}}{{/slots}}\n{{deadline}}\n{{terms}}\n{{office}} {{phone}}"#

    @Test func `what is past its use is not shown as pending, whoever asks`() async throws {
      try await TestOffice.open { office in
        let id = try await office.message("offer", of: office.offered("2026-09-24T10:00:00+09:00"))
        let offer = try await office.send(.get, "messages/\(id)", by: .gateway)
        #expect(offer.json["expires_at"].text == "2026-09-19T00:00:00+09:00")
        try office.setClock("2026-09-18T23:59:59+09:00")
        #expect(try await office.send(.get, "messages?status=pending", by: .gateway).json["items"].elements.count == 2)
        try office.setClock("2026-09-19T00:00:00+09:00")
        for role in [Role.gateway, .counselor] {
          #expect(try await office.send(.get, "messages?status=pending", by: role).json["items"].elements.isEmpty)
          let dropped = try await office.send(.get, "messages?status=dropped", by: role).json["items"].elements
          #expect(dropped.count == 2 && dropped.allSatisfy { $0["status"].text == "dropped" })
          #expect(try await office.send(.get, "messages/\(id)", by: role).json["status"].text == "dropped")
        }
        #expect(try await office.send(.get, "messages/\(id)", by: .gateway).json["texts"] == .null)
      }
    }

    @Test func `a list is asked by status, kind and booking, and goes on from a cursor`() async throws {
      try await TestOffice.open { office in
        for hour in 10...11 {
          _ = try await office.offered("2026-09-24T\(hour):00:00+09:00", number: "28990-\(hour)")
        }
        let all = try await office.send(.get, "messages").json["items"].elements.map { $0["id"].text }
        #expect(all.count == 4)
        var (paged, path): ([String?], String?) = ([], "messages?limit=1")
        while let next = path {
          let page = try await office.send(.get, next)
          paged += page.json["items"].elements.map { $0["id"].text }
          path = page.json["next_cursor"].text.map { "messages?limit=1&cursor=\($0)" }
        }
        #expect(paged == all)
        #expect(try await office.send(.get, "messages?kind=offer").json["items"].elements.count == 2)
        #expect(try await office.send(.get, "messages?status=dead").json["items"].elements.isEmpty)
        #expect(try await office.send(.get, "messages?booking=\(Self.nobody)").json["items"].elements.isEmpty)
        let refused = try await office.send(.get, "messages?status=sent&kind=greeting&to=x")
        #expect(refused.status == 422)
        #expect(Set(refused.errors) == ["?status unknown_value", "?kind unknown_value", "?to unknown_parameter"])
      }
    }

    @Test func `the gateway acknowledges, twice if it must, and nobody else`() async throws {
      try await TestOffice.open { office in
        let id = try await office.message("offer", of: office.offered("2026-09-24T10:00:00+09:00"))
        for role in [Role.counselor, .supervisor] {
          #expect(try await office.send(.post, "messages/\(id)/acknowledge", by: role, "{}").status == 403)
        }
        let first = try await office.send(.post, "messages/\(id)/acknowledge", by: .gateway, "{}")
        #expect(first.status == 200 && first.json["status"].text == "delivered")
        #expect(first.json["delivered_at"].text?.hasSuffix("+09:00") == true)
        let second = try await office.send(.post, "messages/\(id)/acknowledge", by: .gateway, "{}")
        #expect(second.bytes == first.bytes)
        #expect(try await office.send(.get, "messages?status=pending", by: .gateway).json["items"].elements.isEmpty)
        let unknown = try await office.send(.post, "messages/\(id)/acknowledge", by: .gateway, #"{"at":1}"#)
        #expect(unknown.errors == ["/at unknown_field"])
      }
    }

    @Test func `a supervisor has a message sent once more, and it says who`() async throws {
      try await TestOffice.open { office in
        let booking = try await office.offered("2026-09-24T10:00:00+09:00")
        let id = try await office.message("offer", of: booking)
        let early = try await office.send(.post, "messages/\(id)/redeliver", by: .supervisor, "{}")
        #expect(early.status == 409 && early.code == "message_pending")
        _ = try await office.send(.post, "messages/\(id)/acknowledge", by: .gateway, "{}")
        #expect(try await office.send(.post, "messages/\(id)/redeliver", "{}").status == 403)
        let headers: HTTPFields = [.idempotencyKey: "once"]
        let again = try await office.send(.post, "messages/\(id)/redeliver", by: .supervisor, "{}", headers: headers)
        #expect(again.status == 200 && again.json["status"].text == "pending")
        #expect(again.json["redelivered_by"].text?.hasPrefix("supervisor:") == true)
        #expect(again.json["delivered_at"] == .null && again.json["redelivered_at"] != .null)
        let replayed = try await office.send(
          .post, "messages/\(id)/redeliver", by: .supervisor, "{}", headers: headers)
        #expect(replayed.bytes == again.bytes && replayed.headers[.idempotencyReplayed] == "true")
        _ = try await office.send(.post, "messages/\(id)/acknowledge", by: .gateway, "{}")
        _ = try await office.send(.post, "bookings/\(booking)/withdraw", "{}")
        let late = try await office.send(.post, "messages/\(id)/redeliver", by: .officeHead, "{}")
        #expect(late.status == 409 && late.code == "message_outdated")
      }
    }

    @Test func `what is not there is not found`() async throws {
      try await TestOffice.open(equipped: false) { office in
        for path in [Self.nobody, "x"] {
          let answer = try await office.send(.get, "messages/\(path)")
          #expect(answer.status == 404)
        }
        for (action, role) in [("acknowledge", Role.gateway), ("redeliver", .supervisor)] {
          let answer = try await office.send(.post, "messages/\(Self.nobody)/\(action)", by: role, "{}")
          #expect(answer.status == 404)
        }
      }
    }
  }
}
