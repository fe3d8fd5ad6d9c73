import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// The actions beside offer, confirmation and session, as a client sees them.
  @Suite struct LifeTests {
    @Test func `the gateway takes an application back, also without a word`() async throws {
      try await TestOffice.open { office in
        let id = try await office.received()
        let withdrawn = try await office.send(.post, "bookings/\(id)/withdraw", by: .gateway, "{}")
        #expect(withdrawn.status == 200 && withdrawn.json["status"].text == "withdrawn")
        #expect(withdrawn.headers[.eTag] == #""2""#)
        let other = try await office.received()
        let body = #"{"channel":"phone","reason":"就職が決まった"}"#
        #expect(try await office.send(.post, "bookings/\(other)/withdraw", body).json["status"].text == "withdrawn")
      }
    }

    @Test func `a refusal needs a known ground and a reason`() async throws {
      try await TestOffice.open { office in
        let path = "bookings/\(try await office.received())/decline"
        #expect(try await office.send(.post, path, "{}").errors == ["/ground required", "/reason required"])
        let wrong = try await office.send(.post, path, #"{"ground":"mood","reason":" "}"#)
        #expect(wrong.errors == ["/ground unknown_value", "/reason required"])
        let declined = try await office.send(.post, path, #"{"ground":"not_eligible","reason":"対象外"}"#)
        #expect(declined.json["status"].text == "declined")
        #expect(declined.json["decline_ground"].text == "not_eligible")
      }
    }

    @Test func `a session is stopped with a reason`() async throws {
      try await TestOffice.open { office in
        let id = try await office.running(since: "2026-09-17T08:50:00+09:00")
        #expect(try await office.send(.post, "bookings/\(id)/terminate", "{}").errors == ["/reason required"])
        let terminated = try await office.send(.post, "bookings/\(id)/terminate", #"{"reason":"録画をやめない"}"#)
        #expect(terminated.json["status"].text == "terminated")
      }
    }

    @Test func `when a contact arrived is staff's to say, for phone and counter, and never the future`() async throws {
      try await TestOffice.open { office in
        let path = "bookings/\(try await office.confirmed())/contact"
        let past = #""received_at":"2026-09-16T09:00:00.5+09:00""#
        let mailed = try await office.send(.post, path, "{\"channel\":\"my_page\",\(past)}")
        #expect(mailed.errors == ["/received_at invalid_received_at"])
        let future = #"{"channel":"phone","received_at":"2026-09-16T18:00:00+09:00"}"#
        #expect(try await office.send(.post, path, future).errors == ["/received_at invalid_received_at"])
        #expect(try await office.send(.post, path, by: .gateway, #"{"channel":"my_page"}"#).status == 403)
      }
    }

    @Test func `a joining lies neither in the future nor before the confirmation`() async throws {
      try await TestOffice.open { office in
        let path = "bookings/\(try await office.confirmed())/joined"
        for instant in ["2026-09-16T08:00:00+09:00", "2026-09-17T09:00:00+09:00"] {
          let refused = try await office.send(.post, path, by: .gateway, "{\"at\":\"\(instant)\"}")
          #expect(refused.status == 422 && refused.errors == ["/at invalid_joined_at"])
        }
        #expect(try await office.send(.post, path, by: .gateway, "{}").status == 200)
      }
    }

    @Test func `every missing answer on the environment is told, and a no comes back with advice`() async throws {
      try await TestOffice.open { office in
        let path = "bookings/\(try await office.received())/environment-check"
        let some = #"{"answers":{"os":true,"uninfected":"yes","luck":true}}"#
        #expect(
          try await office.send(.post, path, some).errors == [
            "/answers/uninfected invalid_type", "/answers/connection required", "/answers/firewall required",
            "/answers/no_file_sharing required", "/answers/antivirus required", "/answers/luck unknown_field",
          ])
        let checked = try await office.send(.post, path, Bodies.environment(noTo: "antivirus", "os"))
        #expect(checked.json["environment"]["answers"]["os"] == .bool(false))
        #expect(
          checked.json["environment"]["advice"]
            == .array([.string("update_the_system"), .string("update_the_antivirus")]))
        #expect(checked.json["flags"] == .array([.string("environment_no")]))
      }
    }

    @Test func `what was applied for is corrected field by field`() async throws {
      try await TestOffice.open { office in
        let id = try await office.received()
        let path = "bookings/\(id)"
        let wrong = #"{"seeker":{"kana":"x","id":"y"},"wishes":[],"companions":[{"role":"pet"}],"service":"interview"}"#
        #expect(
          try await office.send(.patch, path, wrong).errors == [
            "/seeker/kana invalid_format", "/seeker/id unknown_field", "/wishes too_few",
            "/companions/0/role unknown_value", "/service unknown_field",
          ])
        let closed = try await office.send(.patch, path, #"{"wishes":[{"start":"2026-09-19T09:00:00+09:00"}]}"#)
        #expect(closed.errors == ["/wishes/0/start closed_day"])
        let change = #"{"seeker":{"name":"職安 次郎"},"declarations":{"camera":false},"companions":[{"role":"helper"}]}"#
        let amended = try await office.send(.patch, path, change, headers: [.ifMatch: #""1""#])
        #expect(amended.status == 200 && amended.headers[.eTag] == #""2""#)
        #expect(amended.json["seeker"]["name"].text == "職安 次郎")
        #expect(amended.json["declarations"]["camera"] == .bool(false))
        #expect(amended.json["companions"][0]["late"] == .bool(false))
        #expect(amended.json["flags"] == .array([.string("name_differs")]))
        #expect(try await office.send(.patch, path, "{}").bytes == amended.bytes)
        #expect(try await office.send(.patch, path, change, headers: [.ifMatch: #""1""#]).status == 412)
        let events = try await office.send(.get, "bookings/\(id)/events").json["items"].elements
        #expect(
          events.last?["fields"]
            == .array(["seeker/name", "declarations/camera", "companions"].map(JSONValue.string)))
      }
    }
  }
}
