import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct SetUpTests {
    @Test(arguments: [
      ("rooms", #"{"name":"A"}"#, #"{"name":"B"}"#), ("licences", #"{"vendor":"zoom","name":"A"}"#, #"{"name":"B"}"#),
      ("counselors", #"{"name":"A","services":["placement","consultation","placement"]}"#, #"{"name":"B"}"#),
    ])
    func `a resource is created, listed, read, changed and retired`(
      collection: String, new: String, change: String
    ) async throws {
      try await TestOffice.open(equipped: false) { office in
        let created = try await office.send(.post, collection, by: .supervisor, new)
        #expect(created.status == 201 && created.json["name"].text == "A")
        let location = try #require(created.headers[.location])
        let again = try await office.send(.post, collection, by: .supervisor, new)
        #expect(again.status == 409 && again.errors == ["/name duplicate_name"])
        #expect(try await office.send(.get, location).bytes == created.bytes)
        #expect(try await office.send(.get, collection).json["items"] == .array([created.json]))
        let changed = try await office.send(.patch, location, by: .supervisor, change)
        #expect(changed.status == 200 && changed.json["name"].text == "B")
        #expect(try await office.send(.patch, location, by: .supervisor, "{}").bytes == changed.bytes)
        let nothing = try await office.send(.patch, location, by: .supervisor, #"{"name":null}"#)
        #expect(nothing.errors == ["/name invalid_type"])
        let retired = try await office.send(.delete, location, by: .supervisor)
        #expect(retired.status == 204 && retired.bytes.isEmpty)
        for method in [HTTPRequest.Method.get, .delete] {
          #expect(try await office.send(method, location, by: .supervisor).status == 404)
        }
        #expect(try await office.send(.get, collection).json["items"].elements.isEmpty)
      }
    }

    @Test func `a counselor's services are told once each and in order`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let body = #"{"name":"A","services":["placement","consultation","placement"]}"#
        let created = try await office.send(.post, "counselors", by: .supervisor, body)
        #expect(created.json["services"] == .array([.string("consultation"), .string("placement")]))
      }
    }

    @Test func `a list comes in pages that meet without a gap`() async throws {
      try await TestOffice.open(equipped: false) { office in
        for index in 0..<5 { _ = try await office.send(.post, "rooms", by: .supervisor, #"{"name":"R\#(index)"}"#) }
        var names: [String?] = []
        var next: String? = "/v1/offices/\(office.code)/rooms?limit=2"
        while let page = next {
          let answer = try await office.send(.get, page)
          #expect(answer.json["items"].elements.count <= 2)
          names += answer.json["items"].elements.map { $0["name"].text }
          let link = answer.headers[.link]
          #expect((link == nil) == (answer.json["next_cursor"] == .null))
          next = link.flatMap { $0.split(separator: ">").first }.map { String($0.dropFirst()) }
        }
        #expect(names == ["R0", "R1", "R2", "R3", "R4"])
        #expect(try await office.send(.get, "rooms?limit=201").errors == ["?limit out_of_range"])
        #expect(try await office.send(.get, "rooms?cursor=x").errors == ["?cursor invalid_format"])
      }
    }

    @Test func `bookings are filtered and paged`() async throws {
      try await TestOffice.open { office in
        for index in 1...3 {
          _ = try await office.send(.post, "bookings", Bodies.application(number: "28990-\(index)"))
        }
        let all = try await office.send(.get, "bookings?status=received,offered&limit=2")
        #expect(all.json["items"].elements.count == 2)
        let cursor = try #require(all.json["next_cursor"].text)
        let rest = try await office.send(.get, "bookings?status=received,offered&limit=2&cursor=\(cursor)")
        #expect(rest.json["items"].elements.count == 1 && rest.json["next_cursor"] == .null)
        #expect(try await office.send(.get, "bookings?status=held").json["items"].elements.isEmpty)
        #expect(try await office.send(.get, "bookings?from=2026-09-17&to=2026-09-18").json["items"].elements.isEmpty)
        let wrong = try await office.send(.get, "bookings?status=gone&from=soon&counselor=x&page=2")
        #expect(
          wrong.errors == [
            "?status unknown_value", "?from invalid_format", "?counselor invalid_format", "?page unknown_parameter",
          ])
      }
    }

    @Test func `a policy's settings change one by one, and what they may not be is told`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let before = try await office.send(.get, "policy")
        #expect(before.json["confirm_cutoff"].text == "calendar_day_end")
        let change = #"{"confirm_cutoff":"previous_open_day_at 17:15","max_candidates":5}"#
        let after = try await office.send(.patch, "policy", by: .officeHead, change)
        #expect(after.json["confirm_cutoff"].text == "previous_open_day_at 17:15")
        #expect(after.json["max_candidates"].integer == 5 && after.json["grid_minutes"].integer == 30)
        #expect(try await office.send(.get, "policy").bytes == after.bytes)
        let wrong =
          #"{"confirm_cutoff":"calendar_day_at 24:00","grid_minutes":4,"hold_offers":"yes","#
          + #""cancel_channels":["phone","phone"],"no_show_minutes":1e3,"environment_check_required_at":"never","refusal_review_threshold":0,"#
          + #""usage_events":1,"colour":"red"}"#
        let refused = try await office.send(.patch, "policy", by: .officeHead, wrong)
        #expect(
          refused.errors == [
            "/confirm_cutoff invalid_format", "/hold_offers invalid_type", "/grid_minutes out_of_range",
            "/no_show_minutes out_of_range", "/cancel_channels duplicate_value",
            "/environment_check_required_at unknown_value", "/refusal_review_threshold out_of_range",
            "/usage_events invalid_type", "/colour unknown_field",
          ])
      }
    }

    @Test func `the clock runs forward for the system's admin alone`() async throws {
      try await TestOffice.open(equipped: false) { office in
        #expect(try await office.send(.get, "/v1/clock").json["now"].text?.hasPrefix("2026-09-16T09:00") == true)
        let later = #"{"now":"2026-09-18T09:00:00+09:00"}"#
        #expect(try await office.send(.post, "/v1/clock", by: .officeHead, later).status == 403)
        let moved = try await office.send(.post, "/v1/clock", by: .systemAdmin, later)
        #expect(moved.json["now"].text?.hasPrefix("2026-09-18T09:00") == true)
        let back = #"{"now":"2026-09-17T09:00:00+09:00"}"#
        #expect(try await office.send(.post, "/v1/clock", by: .systemAdmin, back).errors == ["/now clock_backwards"])
      }
    }
  }
}
