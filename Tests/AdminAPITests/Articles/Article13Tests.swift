import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct Article13Tests {
    @Test func `Art. 13(2): a reasonable change is announced before it takes effect`() async throws {
      try await TestOffice.open(equipped: false) { office async throws in
        func publish(from date: String, _ ground: String) async throws -> Answered {
          let body = #"{"text":"規約","effective_from":"\#(date)","ground":"\#(ground)"}"#
          return try await office.send(.post, "terms", by: .officeHead, body)
        }
        #expect(try await publish(from: "2026-09-16", "reasonable").code == "announced_too_late")
        #expect(try await publish(from: "2026-09-17", "reasonable").status == 201)
        // 13条(1): what benefits the users may be announced later
        #expect(try await publish(from: "2026-09-15", "benefit").status == 201)
      }
    }

    @Test func `Art. 13: a later version needs a ground, and is announced as no first one`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let body = #"{"text":"規約","effective_from":"2026-09-15","ground":"initial"}"#
        for path in ["terms?preview=true", "terms"] {
          let refused = try await office.send(.post, path, by: .officeHead, body)
          #expect(refused.status == 422 && refused.errors == ["/ground not_the_first_version"], "\(path)")
        }
      }
    }

    @Test func `Art. 13: what was announced stays, and the version in force is the last that took effect`() async throws
    {
      try await TestOffice.open(equipped: false) { office in
        let first = try await office.send(.get, "terms/in-force")
        let second = try await office.publishTerms("改定後の規約", from: "2026-10-01", ground: "reasonable")
        for (day, id) in [("2026-09-30", first.json["id"].text), ("2026-10-01", second), ("2099-01-01", second)] {
          #expect(try await office.send(.get, "terms/in-force?at=\(day)").json["id"].text == id, "\(day)")
        }
        let id = try #require(first.json["id"].text)
        for method in [HTTPRequest.Method.patch, .delete, .put] {
          let refused = try await office.send(method, "terms/\(id)", by: .officeHead, "{}")
          #expect(refused.status == 405, "\(method)")
        }
        #expect(try await office.send(.get, "terms/\(id)").bytes == first.bytes)
      }
    }
  }
}
