import HTTPTypes
import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Article 12(3) to (5): a private room, companions announced beforehand, equipment that was tried.
  @Suite struct Article12CompanionsTests {
    private static let nine = "2026-09-17T09:00:00+09:00"
    private static let further = ["app_ready", "connection_tested", "software_current", "private_place"]

    /// The six answers of article 5, all yes, and one more.
    private static func environment(_ question: String, _ answer: Bool) -> String {
      Bodies.environment().replacing("{\"answers\":{", with: "{\"answers\":{\"\(question)\":\(answer),")
    }

    @Test func `Art. 12(3): a companion announced before the start is in time, one announced from it on is late`()
      async throws
    {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let path = "bookings/\(id)"
        let one = #"{"companions":[{"role":"interpreter","language":"vi"},{"role":"helper"}]}"#
        try office.setClock("2026-09-17T08:50:00+09:00")
        let beforehand = try await office.send(.patch, path, one)
        #expect(beforehand.json["companions"].elements.map { $0["late"] } == [.bool(false), .bool(false)])
        try office.setClock(Self.nine)
        let more = #"{"companions":[{"role":"interpreter","language":"vi"},{"role":"helper"},{"role":"other"}]}"#
        let late = try await office.send(.patch, path, more)
        #expect(late.json["companions"].elements.map { $0["late"] } == [.bool(false), .bool(false), .bool(true)])
        #expect(late.json["flags"].elements.contains(.string("companion_late")))
        let listed = try await office.send(.get, "bookings?from=2026-09-17&to=2026-09-18")
        #expect(listed.json["items"][0]["companions"].elements.count == 3)
      }
    }

    @Test func `Art. 12(3): what a companion needs is shown to the session's counselor and who leads, role by role`()
      async throws
    {
      try await TestOffice.open { office in
        let counselor = try #require(try await office.send(.get, "counselors").json["items"][0]["id"].text)
        let id = try await office.confirmed()
        let tokens = [
          try await office.token(ofNew: .counselor, named: "本人", counselor: counselor),
          try await office.token(ofNew: .supervisor, named: "統括"),
          try await office.token(ofNew: .officeHead, named: "所長"),
          try await office.token(ofNew: .counselor, named: "同僚"),
        ]
        let shown = try await tokens.asyncMap { token in
          try await office.send(.get, "bookings/\(id)", token: token).json["companions"][0]["note"].text
        }
        #expect(shown == ["静かな席", "静かな席", "静かな席", nil])
        for role in Role.allCases {
          let answer = try await office.send(.get, "bookings/\(id)", by: role)
          #expect(answer.status == (role.isOfficeStaff ? 200 : 403), "\(role)")
          #expect(!answer.text.contains("静かな席"), "\(role)")
        }
        #expect(try await !office.send(.get, "bookings/\(id)/events").text.contains("静かな席"))
      }
    }

    @Test(arguments: further)
    func `Art. 12(3)–(5): what article 12 asks is asked where somebody asks, and a no is advised and followed up`(
      question: String
    ) async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let path = "bookings/\(id)/environment-check"
        let unasked = try await office.send(.post, path, Bodies.environment())
        #expect(Self.further.allSatisfy { unasked.json["environment"]["answers"][$0] == .null })
        #expect(unasked.json["flags"] == .array([]))

        let no = try await office.send(.post, path, Self.environment(question, false))
        #expect(no.status == 200 && no.json["environment"]["answers"][question] == .bool(false))
        #expect(no.json["environment"]["concerns"][0]["question"].text == question)
        #expect(no.json["flags"] == .array([.string("environment_no")]))
        let tasks = "tasks?kind=environment_concern&booking=\(id)"
        let left = try await office.send(.post, path, Bodies.environment())
        #expect(left.json["environment"]["answers"][question] == .bool(false), "a no stands until a yes is heard")
        #expect(try await office.send(.get, tasks).json["items"].elements.count == 1)

        let yes = try await office.send(.post, path, Self.environment(question, true))
        #expect(yes.json["environment"]["answers"][question] == .bool(true) && yes.json["flags"] == .array([]))
        #expect(try await office.send(.get, tasks).json["items"].elements.isEmpty)
        let wrong = Self.environment(question, true).replacing("\"\(question)\":true", with: "\"\(question)\":\"yes\"")
        #expect(try await office.send(.post, path, wrong).errors == ["/answers/\(question) invalid_type"])
      }
    }
  }
}
