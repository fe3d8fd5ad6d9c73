import HTTPTypes
import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// 第7条 (利用の記録)
  @Suite struct Article7Tests {
    private static let events = """
      {"events":[{"date":"2026-09-16","hour":9,"purpose":"operation","access":"offer","device":"端末-1"}]}
      """

    @Test
    func `Art. 7(1): use is recorded by time band, for one of three stated purposes, where the office records it`()
      async throws
    {
      try await TestOffice.open(equipped: false) { office in
        for purpose in ["operation", "understanding", "convenience"] {
          let body = Self.events.replacing("operation", with: purpose)
          #expect(try await office.send(.post, "usage-events", by: .gateway, body).status == 200, "\(purpose)")
        }
        let fourth = Self.events.replacing("operation", with: "advertising")
        #expect(
          try await office.send(.post, "usage-events", by: .gateway, fourth).errors == [
            "/events/0/purpose unknown_value"
          ])
        let instant = Self.events.replacing("\"hour\":9", with: #""hour":9,"at":"2026-09-16T09:00:00+09:00""#)
        #expect(
          try await office.send(.post, "usage-events", by: .gateway, instant).errors == ["/events/0/at unknown_field"])

        _ = try await office.send(.patch, "policy", by: .officeHead, #"{"usage_events":false}"#)
        let off = try await office.send(.post, "usage-events", by: .gateway, Self.events)
        #expect(off.status == 409 && off.code == "usage_events_off")
      }
    }

    @Test func `Art. 7(2): what identifies a device leaves by an approved demand of the law and no other way`()
      async throws
    {
      try await TestOffice.open(equipped: false) { office in
        _ = try await office.send(.post, "usage-events", by: .gateway, Self.events)
        let period = #""period":{"from":"2026-09-16","until":"2026-09-17"}"#
        let basis = #""legal_basis":"刑事訴訟法第197条第2項","requester":"兵庫県警察""#
        let asked = try await office.send(
          .post, "disclosures", by: .officeHead, "{\"kind\":\"person_request\",\(basis),\(period)}")
        #expect(asked.errors == ["/period period_not_demanded"])
        let made = try await office.send(
          .post, "disclosures", by: .officeHead, "{\"kind\":\"legal_demand\",\(basis),\(period)}")
        let id = try #require(made.json["id"].text)
        #expect(try await office.send(.post, "disclosures/\(id)/export", by: .officeHead, "{}").status == 409)
        _ = try await office.send(.post, "disclosures/\(id)/approve", by: .officeHead, "{}")
        let export = try await office.send(.post, "disclosures/\(id)/export", by: .officeHead, "{}")
        #expect(export.json["devices"].elements.map { $0["device"].text } == ["端末-1"])
        #expect(export.json["legal_basis"].text == "刑事訴訟法第197条第2項")
        let record = try await office.send(.get, "disclosures/\(id)", by: .auditor).json
        #expect(record["requester"].text == "兵庫県警察" && record["approved"]["by"].text?.hasPrefix("office_head:") == true)
        #expect(record["exports"].elements.count == 1)
        // no list, statistic or task says it
        for path in ["disclosures", "tasks", "bookings"] {
          let role: Role = path == "disclosures" ? .officeHead : .counselor
          #expect(try await !office.send(.get, path, by: role).text.contains("端末-1"), "\(path)")
        }
      }
    }
  }
}
