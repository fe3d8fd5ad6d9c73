import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct Article4Tests {
    @Test(arguments: ["zoom", "teleoffice"])
    func `Art. 4: the vendor's own terms are deemed accepted with the booking`(vendor: String) async throws {
      try await TestOffice.open { office in
        let booking = try await office.confirmed(vendor: vendor)
        let consents = try await office.send(.get, "bookings/\(booking)/consents").json["items"].elements
        let accepted = consents.filter { $0["kind"].text == "vendor_terms" }
        #expect(accepted.count == 1 && accepted[0]["vendor"].text == vendor)
        #expect(accepted[0]["terms_version"] == consents[1]["terms_version"])
      }
    }

    @Test func `Art. 4: another vendor after the offer needs a new notice`() async throws {
      try await TestOffice.open { office in
        let booking = try await office.offered(vendor: "zoom")
        let newer = try await office.publishTerms("新しい規約", from: "2026-09-16")
        let offer = #"{"slots":[{"start":"\#(TestOffice.nine)"}],"vendor":"teleoffice"}"#
        #expect(try await office.send(.post, "bookings/\(booking)/offer", offer).status == 200)
        let confirmed = try await office.send(.post, "bookings/\(booking)/confirm", Bodies.confirm(TestOffice.nine))
        #expect(confirmed.json["licence"]["vendor"].text == "teleoffice")
        let consents = try await office.send(.get, "bookings/\(booking)/consents").json["items"].elements
        #expect(consents.last?["vendor"].text == "teleoffice" && consents.last?["terms_version"].text == newer)
      }
    }
  }
}
