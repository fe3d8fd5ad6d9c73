import HTTPTypes
import OfficeStore
import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// 個人情報: protected as at the counter; every read of it is audited.
  @Suite struct Article8Tests {
    /// The entries about a booking, the newest first, without those of looks into the audit.
    private func entries(
      of id: String, in office: TestOffice, by role: Role = .supervisor
    ) async throws -> [JSONValue] {
      try await office.send(.get, "audit?booking=\(id)&limit=200", by: role).json["items"].elements
        .filter { $0["operation"].text != "listAudit" }
    }

    private func apply(_ office: TestOffice) async throws -> String {
      try #require(try await office.send(.post, "bookings", by: .gateway, Bodies.application()).json["id"].text)
    }

    @Test func `Art. 8: every read of a person's data says who, what for, in which request, and names nobody`()
      async throws
    {
      try await TestOffice.open { office in
        let id = try await apply(office)
        let reads = [
          ("getBooking", try await office.send(.get, "bookings/\(id)")),
          ("listBookingEvents", try await office.send(.get, "bookings/\(id)/events")),
          ("listBookings", try await office.send(.get, "bookings", by: .supervisor)),
          ("searchBookings", try await office.send(.post, "bookings/search", #"{"kana":"ショク"}"#)),
        ]
        let found = try await entries(of: id, in: office)
        #expect(found.map { $0["operation"].text } == reads.map(\.0).reversed() + ["receiveApplication"])
        for (operation, answer) in reads {
          let entry = try #require(found.first { $0["operation"].text == operation })
          #expect(answer.status == 200 && entry["kind"].text == "read" && entry["outcome"].text == "done")
          #expect(entry["request_id"].text == answer.headers[.xRequestID])
          #expect(entry["purpose"].text == "counseling")
          let role = operation == "listBookings" ? "supervisor" : "counselor"
          #expect(entry["role"].text == role && entry["actor"].text?.hasPrefix("\(role):") == true)
          #expect(entry["bookings"][0].text == id)
        }
        #expect(found.last?["purpose"].text == "gateway")
        let audit = try await office.send(.get, "audit?limit=200", by: .auditor)
        for planted in ["職安", "ショク", "28990", "静かな席"] { #expect(!audit.text.contains(planted), "\(planted)") }
      }
    }

    @Test func `Art. 8: who looks into the audit is in it, and a person is looked for by number without leaving it`()
      async throws
    {
      try await TestOffice.open { office in
        let id = try await apply(office)
        let body = #"{"job_seeker_number":"２８９９０−00000001","kind":"change"}"#
        let found = try await office.send(.post, "audit/search", by: .auditor, body)
        #expect(found.status == 200 && found.json["items"].elements.count == 1)
        #expect(found.json["items"][0]["bookings"][0].text == id)
        let looks = try await office.send(.get, "audit?operation=searchAudit", by: .supervisor).json["items"].elements
        #expect(looks.map { $0["role"].text } == ["auditor"] && looks.map { $0["purpose"].text } == ["oversight"])
        #expect(looks.first?["persons"] != .null && looks.first?["request_id"].text == found.headers[.xRequestID])
        _ = try await office.send(.get, "audit/seals", by: .supervisor)
        let listed = try await office.send(.get, "audit?kind=read&limit=3", by: .officeHead).json["items"].elements
        #expect(listed.map { $0["operation"].text } == ["listAuditSeals", "listAudit", "searchAudit"])
      }
    }

    @Test func `Art. 8: the audit is for supervisors, the head and the auditor`() async throws {
      try await TestOffice.open(equipped: false) { office in
        for role in Role.allCases {
          let may = [.supervisor, .officeHead, .auditor].contains(role)
          let expected = may ? 200 : 403
          #expect(try await office.send(.get, "audit", by: role).status == expected, "\(role)")
          #expect(try await office.send(.get, "audit/seals", by: role).status == expected, "\(role)")
          let search = try await office.send(.post, "audit/search", by: role, #"{"job_seeker_number":"28990-1"}"#)
          #expect(search.status == expected, "\(role)")
        }
      }
    }

    @Test func `a wrong question is told field by field`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let list = try await office.send(
          .get, "audit?operation=Get&actor=a%20b&booking=1&kind=all&cursor=x", by: .auditor)
        #expect(
          Set(list.errors) == [
            "?operation invalid_format", "?actor invalid_format", "?booking invalid_format", "?kind unknown_value",
            "?cursor invalid_format",
          ])
        #expect(
          try await office.send(.post, "audit/search", by: .auditor, "{}").errors == ["/job_seeker_number required"])
        #expect(try await office.send(.get, "audit/seals?cursor=0", by: .auditor).errors == ["?cursor out_of_range"])
      }
    }

    @Test func `set-up is administration, and the thing it was about is named`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let made = try await office.send(.post, "rooms", by: .supervisor, #"{"name":"ブース1"}"#)
        let id = try #require(made.json["id"].text)
        _ = try await office.send(.patch, "rooms/\(id)", by: .supervisor, #"{"name":"ブース2"}"#)
        _ = try await office.send(.get, "rooms/\(id)")
        _ = try await office.send(.delete, "rooms/\(id)", by: .supervisor)
        // what reaches all offices, such as the tokens that other tests make, is in this one's audit too
        let audit = try await office.send(.get, "audit?kind=change&limit=200", by: .supervisor).json["items"].elements
          .filter { $0["operation"].text?.hasSuffix("Room") == true }
        #expect(audit.map { $0["operation"].text } == ["retireRoom", "updateRoom", "createRoom"])
        #expect(audit.allSatisfy { $0["subject"].text == id && $0["purpose"].text == "administration" })
        #expect(audit.allSatisfy { $0["bookings"].elements.isEmpty })
      }
    }
  }
}
