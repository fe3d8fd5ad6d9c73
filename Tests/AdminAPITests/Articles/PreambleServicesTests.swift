import Testing

@testable import AdminAPI

extension HTTPTests {
  /// The preamble, first sentence: four services over a web camera.
  @Suite struct PreambleServicesTests {
    private func apply(for service: String, in office: TestOffice, number: Int) async throws -> Answered {
      let body = Bodies.application(number: "28990-\(number)")
      return try await office.send(
        .post, "bookings", body.replacing(#""service":"consultation""#, with: "\"service\":\"\(service)\""))
    }

    @Test func `前文-1: every office has the four services of the terms, of thirty minutes`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let services = try await office.send(.get, "services").json["items"].elements
        #expect(
          services.map { [$0["code"].text, $0["name_ja"].text] } == [
            ["consultation", "職業相談"], ["interview", "面接"], ["managed_selection", "管理選考"], ["placement", "職業紹介"],
          ])
        #expect(services.allSatisfy { $0["minutes"].integer == 30 })
        for (number, service) in services.enumerated() {
          let received = try await apply(for: try #require(service["code"].text), in: office, number: number + 1)
          #expect(received.status == 201 && received.json["service"] == service["code"])
        }
      }
    }

    @Test func `前文-1: an office adds services of its own`() async throws {
      try await TestOffice.open { office in
        let own = #"{"code":"seminar","name_ja":"就職セミナー","name_en":"Seminar","minutes":60}"#
        #expect(try await office.send(.post, "services", by: .supervisor, own).status == 201)
        let received = try await apply(for: "seminar", in: office, number: 1)
        #expect(received.status == 201 && received.json["minutes"].integer == 60)
      }
    }

    @Test func `前文-1: a code that the office doesn't give is refused`() async throws {
      try await TestOffice.open { office in
        let unknown = try await apply(for: "fortune_telling", in: office, number: 1)
        #expect(unknown.status == 422 && unknown.errors == ["/service unknown_service"])
        let services = try await office.send(.get, "services").json["items"].elements
        let placement = try #require(services.first { $0["code"].text == "placement" }?["id"].text)
        #expect(try await office.send(.delete, "services/\(placement)", by: .supervisor).status == 204)
        #expect(try await apply(for: "placement", in: office, number: 1).errors == ["/service unknown_service"])
      }
    }
  }
}
