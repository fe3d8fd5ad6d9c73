import Testing

@testable import AdminAPI

extension HTTPTests {
  /// 前文
  @Suite struct PreambleTests {
    @Test func `Preamble: applying is deemed consent, with the version, the time and the channel`() async throws {
      try await TestOffice.open { office in
        let received = try await office.send(.post, "bookings", Bodies.application())
        let booking = try #require(received.json["id"].text)
        let consents = try await office.send(.get, "bookings/\(booking)/consents").json["items"].elements
        let terms = try await office.send(.get, "terms/in-force")
        #expect(consents.count == 1 && consents[0]["kind"].text == "application")
        #expect(consents[0]["terms_version"] == terms.json["id"] && consents[0]["channel"].text == "my_page")
        #expect(consents[0]["given_at"] == received.json["created_at"])
      }
    }

    @Test(arguments: ["phone", "counter"])
    func `Preamble: an intake by phone or at the counter states that the terms were pointed out`(
      channel: String
    ) async throws {
      try await TestOffice.open { office in
        let body = Bodies.application().replacing("\"my_page\",\"terms", with: "\"\(channel)\",\"terms")
        let unstated = body.replacing("\"terms_acknowledged\":true", with: "\"terms_acknowledged\":false")
        let refused = try await office.send(.post, "bookings", unstated)
        #expect(refused.status == 422 && refused.errors == ["/terms_acknowledged terms_not_acknowledged"])
        let booking = try #require(try await office.send(.post, "bookings", body).json["id"].text)
        let consents = try await office.send(.get, "bookings/\(booking)/consents").json["items"]
        #expect(consents[0]["terms_pointed_out"] == .bool(true) && consents[0]["channel"].text == channel)
      }
    }
  }
}
