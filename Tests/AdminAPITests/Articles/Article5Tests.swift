import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Article 5: six conditions on the user's device and line.
  @Suite struct Article5Tests {
    private static let nine = "2026-09-17T09:00:00+09:00"
    private static let six = ["uninfected", "connection", "os", "firewall", "no_file_sharing", "antivirus"]

    @Test func `Art. 5(1)–(6): a check answers all six, dated`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let none = try await office.send(.post, "bookings/\(id)/environment-check", #"{"answers":{}}"#)
        #expect(none.status == 422 && none.errors == Self.six.map { "/answers/\($0) required" })
        let checked = try await office.send(.post, "bookings/\(id)/environment-check", Bodies.environment())
        #expect(Self.six.allSatisfy { checked.json["environment"]["answers"][$0] == .bool(true) })
        #expect(checked.json["environment"]["checked_at"].text?.hasPrefix("2026-09-16T09:0") == true)
        #expect(checked.json["environment"]["concerns"].elements.isEmpty)
      }
    }

    @Test(arguments: six)
    func `Art. 5(1)–(6): a no raises a flag with advice in two languages and a task, and refuses nothing`(
      question: String
    ) async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        let path = "bookings/\(id)/environment-check"
        let checked = try await office.send(.post, path, Bodies.environment(noTo: question))
        let concern = checked.json["environment"]["concerns"][0]
        #expect(checked.status == 200 && concern["question"].text == question)
        #expect(checked.json["environment"]["advice"] == .array([concern["advice"]]))
        #expect(concern["text_ja"].text?.isEmpty == false && concern["text_en"].text?.isEmpty == false)
        #expect(checked.json["flags"] == .array([.string("environment_no")]))
        let tasks = "tasks?kind=environment_concern&booking=\(id)"
        #expect(try await office.send(.get, tasks).json["items"].elements.count == 1)

        try office.setClock(Self.nine)
        let mended = try await office.send(.post, path, Bodies.environment())
        #expect(mended.json["flags"] == .array([]) && mended.json["environment"]["concerns"].elements.isEmpty)
        #expect(try await office.send(.get, tasks).json["items"].elements.isEmpty)
        _ = try await office.send(.post, path, Bodies.environment(noTo: question))
        #expect(try await office.send(.get, tasks).json["items"].elements.count == 1)
        #expect(try await office.send(.post, "bookings/\(id)/start", "{}").json["status"].text == "in_session")
      }
    }

    @Test func `Art. 5, A16: no session starts before the six are answered`() async throws {
      try await TestOffice.open { office in
        let id = try await office.confirmed()
        try office.setClock(Self.nine)
        let refused = try await office.send(.post, "bookings/\(id)/start", "{}")
        #expect(refused.status == 422 && refused.code == "environment_check_missing")
        _ = try await office.send(.post, "bookings/\(id)/environment-check", Bodies.environment())
        #expect(try await office.send(.post, "bookings/\(id)/start", "{}").status == 200)
      }
    }

    @Test func `Art. 5, A16: an office may ask for the six before the booking is firm`() async throws {
      try await TestOffice.open { office in
        let early = #"{"environment_check_required_at":"confirm"}"#
        #expect(try await office.send(.patch, "policy", by: .officeHead, early).status == 200)
        let id = try await office.offered()
        let refused = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine))
        #expect(refused.status == 422 && refused.code == "environment_check_missing")
        _ = try await office.send(.post, "bookings/\(id)/environment-check", Bodies.environment())
        #expect(try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine)).status == 200)
      }
    }
  }
}
