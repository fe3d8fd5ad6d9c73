import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Article 2: registered or about to be (1), with device, camera and app (2); and when the number must be known (A5).
  @Suite struct Article2Tests {
    private static let nine = "2026-09-17T09:00:00+09:00"

    /// A new application's id.
    private func apply(_ body: String, in office: TestOffice) async throws -> String {
      try #require(try await office.send(.post, "bookings", body).json["id"].text)
    }

    /// Everything between a confirmation and a session's end; returns the last answer.
    private func hold(_ id: String, in office: TestOffice) async throws -> Answered {
      _ = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(Self.nine))
      _ = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine))
      _ = try await office.send(.post, "bookings/\(id)/environment-check", Bodies.environment())
      try office.setClock(Self.nine)
      _ = try await office.send(.post, "bookings/\(id)/start", "{}")
      return try await office.send(.post, "bookings/\(id)/complete", "{}")
    }

    @Test func `Art. 2(1): a held session of an online registrant asks for the switch to full, and tells who made it`()
      async throws
    {
      try await TestOffice.open { office in
        let online = Bodies.application().replacing(
          #""registration_kind":"full""#, with: #""registration_kind":"online""#)
        let id = try await apply(online, in: office)
        #expect(try await hold(id, in: office).json["status"].text == "held")
        let open = try await office.send(.get, "tasks?kind=switch_to_full&booking=\(id)").json["items"]
        #expect(open.elements.count == 1 && open[0]["status"].text == "open" && open[0]["closed_by"] == .null)
        let task = try #require(open[0]["id"].text)
        let closed = try await office.send(.patch, "tasks/\(task)", by: .supervisor, #"{"closed":true}"#)
        #expect(closed.json["closed_by"].text?.hasPrefix("supervisor:") == true)
        #expect(closed.json["closed_at"].text?.hasPrefix("2026-09-17T09:0") == true)
      }
    }

    @Test(arguments: ["full", "unregistered"])
    func `Art. 2(1): a held session of anybody else asks for no switch`(kind: String) async throws {
      try await TestOffice.open { office async throws in
        let body = Bodies.application().replacing(
          #""registration_kind":"full""#, with: "\"registration_kind\":\"\(kind)\"")
        #expect(try await hold(try await apply(body, in: office), in: office).json["status"].text == "held")
        #expect(try await office.send(.get, "tasks?kind=switch_to_full").json["items"].elements.isEmpty)
      }
    }

    @Test(arguments: ["device", "camera", "app"])
    func `Art. 2(2): without device, camera and app an application stays received and no time is offered`(
      missing: String
    ) async throws {
      try await TestOffice.open { office in
        let body = Bodies.application().replacing("\"\(missing)\":true", with: "\"\(missing)\":false")
        let id = try await apply(body, in: office)
        let refused = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(Self.nine))
        #expect(refused.status == 422 && refused.code == "declaration_missing")
        let read = try await office.send(.get, "bookings/\(id)")
        #expect(read.json["status"].text == "received" && read.json["version"].integer == 1)
        _ = try await office.send(.patch, "bookings/\(id)", "{\"declarations\":{\"\(missing)\":true}}")
        let offered = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(Self.nine))
        #expect(offered.json["status"].text == "offered")
      }
    }

    private func require(numberAt step: String, in office: TestOffice) async throws {
      let body = "{\"job_seeker_number_required_at\":\"\(step)\"}"
      #expect(try await office.send(.patch, "policy", by: .officeHead, body).status == 200)
    }

    private static let number = #"{"seeker":{"job_seeker_number":"28990-00000001"}}"#

    @Test func `Art. 2(1), A5 application: without a number nobody applies`() async throws {
      try await TestOffice.open { office in
        try await require(numberAt: "application", in: office)
        let refused = try await office.send(.post, "bookings", Bodies.application(number: nil))
        #expect(refused.status == 422 && refused.errors == ["/seeker/job_seeker_number job_seeker_number_required"])
        #expect(try await office.send(.post, "bookings", Bodies.application()).status == 201)
      }
    }

    @Test func `Art. 2(1), A5 confirm: without a number one applies, is offered times and confirms none`() async throws
    {
      try await TestOffice.open { office in
        try await require(numberAt: "confirm", in: office)
        let id = try await apply(Bodies.application(number: nil), in: office)
        let offered = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(Self.nine))
        #expect(offered.json["status"].text == "offered")
        let refused = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine))
        #expect(refused.status == 422 && refused.code == "job_seeker_number_required")
        _ = try await office.send(.patch, "bookings/\(id)", Self.number)
        let confirmed = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine))
        #expect(confirmed.json["status"].text == "confirmed")
      }
    }

    @Test func `Art. 2(1), A5 session: without a number one confirms, and no session starts`() async throws {
      try await TestOffice.open { office in
        try await require(numberAt: "session", in: office)
        let id = try await apply(Bodies.application(number: nil), in: office)
        _ = try await office.send(.post, "bookings/\(id)/offer", Bodies.offer(Self.nine))
        let confirmed = try await office.send(.post, "bookings/\(id)/confirm", Bodies.confirm(Self.nine))
        #expect(confirmed.json["status"].text == "confirmed")
        _ = try await office.send(.post, "bookings/\(id)/environment-check", Bodies.environment())
        try office.setClock(Self.nine)
        let refused = try await office.send(.post, "bookings/\(id)/start", "{}")
        #expect(refused.status == 422 && refused.code == "job_seeker_number_required")
        _ = try await office.send(.patch, "bookings/\(id)", Self.number)
        #expect(try await office.send(.post, "bookings/\(id)/start", "{}").json["status"].text == "in_session")
      }
    }
  }
}
