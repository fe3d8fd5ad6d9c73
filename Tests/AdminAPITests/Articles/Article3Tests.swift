import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Article 3: free of charge; the line is the user's to pay.
  @Suite struct Article3Tests {
    @Test func `Art. 3: the answer to an application tells, in two languages, that the line is the user's to pay`()
      async throws
    {
      try await TestOffice.open { office in
        for role in [Role.gateway, .counselor] {
          let received = try await office.send(.post, "bookings", by: role, Bodies.application())
          let notice = received.json["notices"][0]
          #expect(received.status == 201 && received.json["notices"].elements.count == 1)
          #expect(notice["code"].text == "data_cost")
          #expect(notice["text_ja"].text?.contains("通信に要する費用は利用者のご負担") == true)
          #expect(notice["text_en"].text?.contains("the cost of the line is yours") == true)
          let id = try #require(received.json["id"].text)
          #expect(try await office.send(.get, "bookings/\(id)").json["notices"] == .null)
        }
      }
    }

    @Test func `Art. 3: nothing that the service takes or tells is a price`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let document = try await office.send(.get, "/openapi.json", by: nil).json
        var words: Set<String> = []
        Self.collect(document, into: &words)
        #expect(words.count > 300 && words.contains("job_seeker_number") && words.contains("data_cost"))
        let forbidden = ["price", "fee", "cost", "charge", "amount", "currency", "payment", "yen", "jpy", "料金", "費用"]
        let found = words.filter { word in
          let parts = Set(word.split { !$0.isLetter }.map { $0.lowercased() })
          return forbidden.contains { parts.contains($0) || parts.contains("\($0)s") }
        }
        #expect(found == ["data_cost"])
      }
    }

    /// The names of all members of schemas and parameters, and the values that they may have.
    private static func collect(_ json: JSONValue, into words: inout Set<String>) {
      guard case .object(let members) = json else {
        for element in json.elements { collect(element, into: &words) }
        return
      }
      for member in members {
        switch member.name {
        case "properties":
          if case .object(let properties) = member.value { words.formUnion(properties.map(\.name)) }
          collect(member.value, into: &words)
        case "enum": words.formUnion(member.value.elements.compactMap(\.text))
        case "name":
          if let name = member.value.text { words.insert(name) }
          collect(member.value, into: &words)
        default: collect(member.value, into: &words)
        }
      }
    }
  }
}
