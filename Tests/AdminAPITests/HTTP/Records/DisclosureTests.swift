import HTTPTypes
import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct DisclosureTests {
    private static func request(_ scope: String, kind: String = "person_request") -> String {
      #"{"kind":"\#(kind)","legal_basis":"個人情報保護法第76条","requester":"職安 太郎",\#(scope)}"#
    }

    private static let nobody = "00000000-0000-4000-8000-000000000000"

    @Test func `it is asked for, approved, exported and given`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let booking = try await office.send(.post, "bookings", Bodies.application()).json
        let seeker = try #require(booking["seeker"]["id"].text)
        let made = try await office.send(
          .post, "disclosures", by: .officeHead, Self.request("\"seeker\":\"\(seeker)\""))
        #expect(made.status == 201 && made.json["status"].text == "requested")
        #expect(made.json["due_at"].text == "2026-10-17T00:00:00+09:00" && made.json["seeker"].text == seeker)
        let id = try #require(made.json["id"].text)
        #expect(made.headers[.location] == "/v1/offices/\(office.code)/disclosures/\(id)")

        let early = try await office.send(.post, "disclosures/\(id)/export", by: .officeHead, "{}")
        #expect(early.status == 409 && early.code == "illegal_disclosure_step")
        #expect(early.json["current_status"].text == "requested")
        let extended = try await office.send(
          .post, "disclosures/\(id)/extend", by: .officeHead, #"{"reason":"対象が多い"}"#)
        #expect(extended.json["due_at"].text == "2026-11-16T00:00:00+09:00")
        #expect(extended.json["extended"]["reason"].text == "対象が多い")
        let again = try await office.send(.post, "disclosures/\(id)/extend", by: .officeHead, #"{"reason":"まだ"}"#)
        #expect(again.status == 409 && again.code == "extension_not_possible")

        let approved = try await office.send(.post, "disclosures/\(id)/approve", by: .officeHead, "{}")
        #expect(approved.json["approved"]["by"].text?.hasPrefix("office_head:") == true)
        let export = try await office.send(.post, "disclosures/\(id)/export", by: .officeHead, "{}")
        #expect(export.status == 200 && export.headers[.cacheControl] == "no-store")
        #expect(export.json["persons"][0]["name"].text == "職安 太郎" && export.json["devices"] == .null)
        #expect(export.json["bookings"][0]["id"].text == booking["id"].text)
        let read = try await office.send(.get, "disclosures/\(id)", by: .auditor)
        #expect(read.json["exports"].elements.count == 1 && read.json["exports"][0]["sha256"].text?.count == 64)
        #expect(try await office.send(.post, "disclosures/\(id)/give", by: .officeHead, "{}").status == 200)
        #expect(try await office.send(.post, "disclosures/\(id)/export", by: .officeHead, "{}").status == 409)
        let list = try await office.send(.get, "disclosures?status=given", by: .auditor)
        #expect(list.json["items"].elements.map { $0["id"].text } == [id])
        #expect(
          try await office.send(.get, "disclosures?status=requested", by: .auditor).json["items"].elements.isEmpty)
      }
    }

    @Test func `only the office's head decides, and the auditor reads`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let booking = try await office.received()
        let body = Self.request("\"booking\":\"\(booking)\"")
        let made = try await office.send(.post, "disclosures", by: .officeHead, body)
        let id = try #require(made.json["id"].text)
        for role in [Role.counselor, .supervisor, .gateway, .auditor, .systemAdmin, .ministryStatistics] {
          #expect(try await office.send(.post, "disclosures", by: role, body).status == 403, "\(role)")
          #expect(try await office.send(.post, "disclosures/\(id)/approve", by: role, "{}").status == 403, "\(role)")
          #expect(try await office.send(.post, "disclosures/\(id)/export", by: role, "{}").status == 403, "\(role)")
          let mayRead = role == .auditor
          #expect(try await office.send(.get, "disclosures/\(id)", by: role).status == (mayRead ? 200 : 403), "\(role)")
        }
      }
    }

    @Test(arguments: [("legal_demand", 409), ("person_request", 200)])
    func `an export of a demand by law is not repeated, and says where to look`(kind: String, status: Int) async throws
    {
      try await TestOffice.open(equipped: false) { office in
        let booking = try await office.received()
        let asked = Self.request("\"booking\":\"\(booking)\"", kind: kind)
        let id = try #require(try await office.send(.post, "disclosures", by: .officeHead, asked).json["id"].text)
        _ = try await office.send(.post, "disclosures/\(id)/approve", by: .officeHead, "{}")
        let key: HTTPFields = [.idempotencyKey: "export-1"]
        let first = try await office.send(.post, "disclosures/\(id)/export", by: .officeHead, "{}", headers: key)
        #expect(first.status == 200)
        let second = try await office.send(.post, "disclosures/\(id)/export", by: .officeHead, "{}", headers: key)
        #expect(second.status == status)
        if status == 409 {
          #expect(second.code == "already_done")
          #expect(second.headers[.location] == "/v1/offices/\(office.code)/disclosures/\(id)")
        } else {
          #expect(second.bytes == first.bytes)
        }
        let read = try await office.send(.get, "disclosures/\(id)", by: .officeHead)
        #expect(read.json["exports"].elements.count == 1)
      }
    }

    @Test func `what it reaches is one thing, and its own office's`() async throws {
      try await TestOffice.open(equipped: false) { office async throws in
        func refused(_ scope: String, kind: String = "person_request") async throws -> [String] {
          try await office.send(.post, "disclosures", by: .officeHead, Self.request(scope, kind: kind)).errors
        }
        let period = #""period":{"from":"2026-09-01","until":"2026-09-02"}"#
        #expect(try await refused(#""requested_at":null"#) == ["/seeker one_of"])
        #expect(
          try await refused("\"seeker\":\"\(Self.nobody)\",\"booking\":\"\(Self.nobody)\"") == ["/booking one_of"])
        #expect(try await refused(period) == ["/period period_not_demanded"])
        #expect(
          try await refused(#""period":{"from":"2026-09-02","until":"2026-09-02"}"#, kind: "legal_demand")
            == ["/period/until range_empty"])
        #expect(try await refused("\"seeker\":\"\(Self.nobody)\"") == ["/seeker unknown_seeker"])
        #expect(try await refused("\"booking\":\"\(Self.nobody)\"") == ["/booking unknown_booking"])
        #expect(
          try await refused(#"\#(period),"requested_at":"2026-09-16T09:30:00+09:00""#, kind: "legal_demand")
            == ["/requested_at in_the_future"])
        #expect(
          try await office.send(.post, "disclosures", by: .officeHead, Self.request(period, kind: "legal_demand"))
            .status
            == 201)
      }
    }
  }
}
