import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct ConsentTests {
    @Test func `a booking's consents are listed, page by page`() async throws {
      try await TestOffice.open { office in
        let booking = try await office.confirmed()
        let all = try await office.send(.get, "bookings/\(booking)/consents")
        #expect(all.json["items"].elements.map { $0["kind"].text } == ["application", "confirmation", "vendor_terms"])
        #expect(all.json["items"].elements.map { $0["operative"] } == [.bool(false), .bool(true), .bool(false)])
        #expect(all.json["items"][2]["vendor"].text == "zoom" && all.json["items"][1]["channel"].text == "phone")
        let first = try await office.send(.get, "bookings/\(booking)/consents?limit=1")
        let cursor = try #require(first.json["next_cursor"].text)
        let rest = try await office.send(.get, "bookings/\(booking)/consents?cursor=\(cursor)")
        #expect(first.json["items"].elements + rest.json["items"].elements == all.json["items"].elements)
        #expect(try await office.send(.get, "bookings/\(booking)/consents", by: .gateway).status == 403)
        let nobody = "00000000-0000-4000-8000-000000000000"
        #expect(try await office.send(.get, "bookings/\(nobody)/consents").status == 404)
      }
    }
  }
}
