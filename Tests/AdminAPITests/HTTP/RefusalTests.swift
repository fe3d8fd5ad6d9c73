import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Decisions to refuse somebody, as a client sees them; `Articles/Article6SilenceTests` says what they lead to.
  @Suite struct RefusalTests {
    private static let term = #""from":"2026-10-01T00:00:00+09:00","until":"2027-01-01T00:00:00+09:00""#

    private func body(_ seeker: String, _ term: String = RefusalTests.term) -> String {
      #"{"seeker":"\#(seeker)","ground":"silence","reason":"連絡のない欠席",\#(term)}"#
    }

    @Test func `every error of a decision is told at its field`() async throws {
      try await TestOffice.open { office in
        let seeker = try await office.seeker(of: office.received())
        let nothing = try await office.send(.post, "refusals", by: .supervisor, #"{"ground":"mood","approved_by":"x"}"#)
        #expect(
          nothing.errors == [
            "/seeker required", "/ground unknown_value", "/reason required", "/from required", "/until required",
            "/approved_by unknown_field",
          ])
        for (from, until, error) in [
          ("2026-10-01", "2026-10-01", "/until range_empty"), ("2026-10-01", "2029-10-02", "/until range_too_long"),
          ("2026-09-01", "2026-09-16", "/until in_the_past"),
        ] {
          let term = #""from":"\#(from)T00:00:00+09:00","until":"\#(until)T00:00:00+09:00""#
          #expect(try await office.send(.post, "refusals", by: .supervisor, body(seeker, term)).errors == [error])
        }
        let nobody = try await office.send(
          .post, "refusals", by: .supervisor, body("00000000-0000-4000-8000-000000000000"))
        #expect(nobody.status == 422 && nobody.errors == ["/seeker unknown_seeker"])
      }
    }

    @Test func `a decision is corrected until it is in force, listed by status and person`() async throws {
      try await TestOffice.open { office in
        let seeker = try await office.seeker(of: office.received())
        let made = try await office.send(.post, "refusals", by: .supervisor, body(seeker))
        let path = try #require(made.headers[.location])
        #expect(try await office.send(.get, path).bytes == made.bytes)
        let changed = try await office.send(.patch, path, by: .supervisor, #"{"ground":"conduct","reason":"暴言"}"#)
        #expect(changed.json["ground"].text == "conduct" && changed.json["until"] == made.json["until"])
        #expect(
          try await office.send(.patch, path, by: .supervisor, #"{"seeker":"x"}"#).errors == ["/seeker unknown_field"])
        let approved = try await office.send(.post, "\(path)/approve", by: .officeHead, "{}")
        #expect(approved.json["status"].text == "approved" && approved.json["noticed_at"] == .null)
        let overlapping = try await office.send(.post, "refusals", by: .officeHead, body(seeker))
        #expect(overlapping.status == 409 && overlapping.code == "refusal_overlaps")
        let listed = { (query: String) in
          try await office.send(.get, "refusals?\(query)").json["items"].elements.count
        }
        #expect(try await listed("status=approved,in_force&seeker=\(seeker)") == 1)
        #expect(try await listed("status=in_force") == 0)
        #expect(try await office.send(.get, "refusals?status=running").errors == ["?status unknown_value"])
        try office.setClock("2026-10-01T00:00:00+09:00")
        #expect(try await listed("status=in_force") == 1)
        let late = try await office.send(.patch, path, by: .officeHead, #"{"reason":"x"}"#)
        #expect(late.code == "illegal_refusal_step" && late.json["current_status"].text == "in_force")
      }
    }

    @Test func `the head approves what was read, and nothing that was changed meanwhile`() async throws {
      try await TestOffice.open { office in
        let seeker = try await office.seeker(of: office.received())
        let made = try await office.send(.post, "refusals", by: .supervisor, body(seeker))
        let path = try #require(made.headers[.location])
        let read: HTTPFields = [.ifMatch: try #require(made.headers[.eTag])]
        let changed = try await office.send(.patch, path, by: .supervisor, #"{"reason":"暴言"}"#, headers: read)
        #expect(changed.status == 200 && changed.json["version"].integer == 2 && changed.headers[.eTag] == #""2""#)
        let late = try await office.send(.post, "\(path)/approve", by: .officeHead, "{}", headers: read)
        #expect(late.status == 412 && late.code == "version_conflict")
        #expect(try await office.send(.get, path).json["status"].text == "proposed")
        let known: HTTPFields = [.ifMatch: #""2""#]
        let approved = try await office.send(.post, "\(path)/approve", by: .officeHead, "{}", headers: known)
        #expect(approved.status == 200 && approved.headers[.eTag] == #""3""#)
        let lift = #"{"reason":"事情が分かった"}"#
        #expect(try await office.send(.post, "\(path)/lift", by: .officeHead, lift, headers: known).status == 412)
        #expect(try await office.send(.post, "\(path)/lift", by: .officeHead, lift).status == 200)
      }
    }

    @Test func `another office's are told like none`() async throws {
      try await TestOffice.open { other in
        let seeker = try await other.seeker(of: other.received())
        let made = try await other.send(.post, "refusals", by: .supervisor, body(seeker))
        let id = try #require(made.json["id"].text)
        try await TestOffice.open { office in
          let nothing = "00000000-0000-4000-8000-000000000000"
          for (method, step, body) in [
            (.get, "", nil), (.patch, "", "{}"), (.post, "/approve", "{}"),
            (.post, "/appeal", #"{"text":"x"}"#), (.post, "/lift", #"{"reason":"x"}"#),
          ] as [(HTTPRequest.Method, String, String?)] {
            let foreign = try await office.send(method, "refusals/\(id)\(step)", by: .officeHead, body)
            let absent = try await office.send(method, "refusals/\(nothing)\(step)", by: .officeHead, body)
            #expect(foreign.status == 404 && foreign.bytes == absent.bytes, "\(method) \(step)")
          }
          let foreign = try await office.send(.post, "refusals", by: .supervisor, self.body(seeker))
          let absent = try await office.send(.post, "refusals", by: .supervisor, self.body(nothing))
          #expect(foreign.errors == ["/seeker unknown_seeker"] && foreign.bytes == absent.bytes)
          #expect(try await office.send(.get, "refusals?seeker=\(seeker)").json["items"].elements.isEmpty)
        }
      }
    }
  }
}
