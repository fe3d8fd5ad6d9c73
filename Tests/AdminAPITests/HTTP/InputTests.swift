import HTTPTypes
import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct InputTests {
    private static let nobody = "00000000-0000-4000-8000-000000000000"

    @Test func `all errors of an application come at once, each with its field`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let body = """
          {"service":"Consultation!","channel":"session","terms_acknowledged":false,
           "seeker":{"name":"","kana":"Taro","job_seeker_number":"1-1","registration_kind":"half","my_page":1,"age":5},
           "declarations":{"device":true,"camera":true},
           "wishes":[{"start":"2026-09-17"},{"start":"2026-09-17T09:00:00+09:00","end":"x"}],
           "companions":[{"role":"friend"}],"service":"x","color":"red"}
          """
        let answer = try await office.send(.post, "bookings", body)
        #expect(answer.status == 422 && answer.code == "duplicate_field")
        #expect(
          answer.errors == [
            "/service duplicate_field", "/service invalid_format", "/channel unknown_value",
            "/terms_acknowledged terms_not_acknowledged", "/seeker/name required", "/seeker/kana invalid_format",
            "/seeker/job_seeker_number invalid_format", "/seeker/registration_kind unknown_value",
            "/seeker/my_page invalid_type", "/seeker/age unknown_field", "/declarations/app required",
            "/wishes/0/start invalid_format", "/wishes/1/end unknown_field", "/companions/0/role unknown_value",
            "/color unknown_field",
          ])
      }
    }

    @Test(arguments: [
      ("2026-09-16T08:30:00+09:00", "in_the_past"), ("2026-09-19T09:00:00+09:00", "closed_day"),
      ("2026-09-17T12:00:00+09:00", "outside_hours"), ("2026-09-17T09:10:00+09:00", "off_grid"),
    ])
    func `a wish that can't be met names its place and its reason`(start: String, code: String) async throws {
      try await TestOffice.open(equipped: false) { office in
        let body = Bodies.application(wishes: ["2026-09-17T09:00:00+09:00", start])
        let answer = try await office.send(.post, "bookings", body)
        #expect(answer.status == 422 && answer.errors == ["/wishes/1/start \(code)"])
      }
    }

    @Test func `a service nobody knows is told at its field`() async throws {
      try await TestOffice.open { office in
        let body = Bodies.application().replacing("consultation", with: "astrology")
        let application = try await office.send(.post, "bookings", body)
        #expect(application.errors == ["/service unknown_service"])
        let days = "availability?service=astrology&from=2026-09-17&to=2026-09-18"
        #expect(try await office.send(.get, days).errors == ["?service unknown_service"])
        let counselor = #"{"name":"職安 次郎","services":["astrology"]}"#
        let created = try await office.send(.post, "counselors", by: .supervisor, counselor)
        #expect(created.errors == ["/services unknown_service"])
      }
    }

    @Test(arguments: [
      ("", ["?service required", "?from required", "?to required"]),
      ("?service=consultation&from=2026-09-17&to=2026-09-17", ["?to range_empty"]),
      ("?service=consultation&from=2026-09-01&to=2026-11-03", ["?to range_too_long"]),
      ("?service=consultation&from=2026-09-17&to=2026-09-18&to=2026-09-19", ["?to duplicate_parameter"]),
      (
        "?service=consultation&from=2026-02-30&to=x&day=1",
        [
          "?from invalid_format", "?to invalid_format", "?day unknown_parameter",
        ]
      ),
    ])
    func `a query is judged as strictly as a body`(query: String, errors: [String]) async throws {
      try await TestOffice.open(equipped: false) { office in
        let answer = try await office.send(.get, "availability\(query)")
        #expect(answer.status == 422 && answer.errors == errors)
      }
    }

    @Test func `a parameter that nobody reads is refused by every operation`() async throws {
      let operations = AdminServer(store: try .unreachable(), configuration: .init(), logger: .silent).operations
      try await TestOffice.open(equipped: false) { office in
        for operation in operations where !operation.isOpen {
          let role = try #require(Role.allCases.first { role in operation.ability.map { role.may($0) } ?? true })
          let path = operation.path.replacing("{office}", with: office.code).replacing("{id}", with: Self.nobody)
          let answer = try await office.send(
            operation.method, "\(path)?colour=red", by: role, operation.takesBody ? "{}" : nil)
          #expect(answer.status == 422 && answer.errors.contains("?colour unknown_parameter"), "\(operation.id)")
        }
      }
    }

    @Test func `an offer's rules name their fields`() async throws {
      try await TestOffice.open { office in
        let id = try await office.received()
        let offer = { (starts: [String]) in
          let slots = starts.map { "{\"start\":\"2026-09-17T\($0):00+09:00\"}" }.joined(separator: ",")
          return try await office.send(.post, "bookings/\(id)/offer", "{\"slots\":[\(slots)],\"vendor\":\"zoom\"}")
            .errors
        }
        #expect(try await offer(["09:00", "12:30"]) == ["/slots/1/start outside_hours"])
        #expect(try await offer(["09:00", "09:00"]) == ["/slots overlapping_slots"])
        #expect(try await offer(["09:00", "09:30", "10:00", "10:30"]) == ["/slots too_many_candidates"])
        #expect(try await offer([]) == ["/slots too_few"])
        #expect(try await offer(Array(repeating: "09:00", count: 11)) == ["/slots too_many"])
      }
    }

    @Test func `who may not backdate, override or cancel for the office is refused`() async throws {
      try await TestOffice.open { office in
        let id = try await office.received()
        let start = "2026-09-17T09:00:00+09:00"
        let overriding = """
          {"slots":[{"start":"\(start)"}],"vendor":"zoom","override":{"rule":"closed_day","reason":"x"}}
          """
        let offered = try await office.send(.post, "bookings/\(id)/offer", overriding)
        #expect(offered.status == 403 && offered.code == "override_not_allowed")
        let dated = { (channel: String) in
          #"{"start":"\#(start)","channel":"\#(channel)","received_at":"2026-09-16T09:00:00+09:00"}"#
        }
        #expect(try await office.send(.post, "bookings/\(id)/confirm", by: .gateway, dated("phone")).status == 403)
        let byMyPage = try await office.send(.post, "bookings/\(id)/confirm", dated("my_page"))
        #expect(byMyPage.errors == ["/received_at invalid_received_at"])
        let forOffice = try await office.send(.post, "bookings/\(id)/cancel", by: .gateway, #"{"by":"office"}"#)
        #expect(forOffice.status == 403)
        #expect(
          try await office.send(.post, "bookings/\(id)/cancel", #"{"by":"user"}"#).errors == ["/channel required"])
      }
    }

    @Test func `a companion's note is for members of staff, and these tokens are anonymous`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let answer = try await office.send(.post, "bookings", Bodies.application())
        #expect(answer.json["companions"][0]["language"].text == "vi")
        #expect(answer.json["companions"][0]["note"] == .null)
      }
    }
  }
}
