import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct SearchTests {
    @Test(arguments: [
      #"{"name":"職安"}"#, #"{"kana":"しょく"}"#, #"{"kana":"ｼｮｸｱﾝ ﾀ"}"#, #"{"job_seeker_number":"２８９９０−1"}"#,
      #"{"name":"職安太郎","kana":null,"job_seeker_number":"28990-1"}"#,
    ])
    func `a person's bookings are found as they are listed`(body: String) async throws {
      try await TestOffice.open { office in
        _ = try await office.send(.post, "bookings", Bodies.application(number: "28990-1"))
        let found = try await office.send(.post, "bookings/search", body)
        #expect(found.status == 200 && found.json["next_cursor"] == .null)
        #expect(found.bytes == (try await office.send(.get, "bookings")).bytes)
        #expect(try await office.send(.post, "bookings/search", #"{"name":"安"}"#).json["items"].elements.isEmpty)
      }
    }

    @Test func `pages go from the newest to the oldest, and no address holds a person`() async throws {
      try await TestOffice.open { office in
        var applied: [String?] = []
        for index in 1...3 {
          let made = try await office.send(.post, "bookings", Bodies.application(number: "28990-\(index)"))
          applied.insert(made.json["id"].text, at: 0)
        }
        let body = #"{"name":"職安","kana":"ショクアン"}"#
        let first = try await office.send(.post, "bookings/search?limit=2", body)
        let link = try #require(first.headers[.link])
        #expect(
          link.wholeMatch(of: #/<\/v1\/offices\/\d{4}\/bookings\/search\?limit=2&cursor=[0-9a-f_-]+>; rel="next"/#)
            != nil)
        let next = try #require(link.split(separator: ">").first?.dropFirst())
        let second = try await office.send(.post, String(next), body)
        #expect((first.json["items"].elements + second.json["items"].elements).map { $0["id"].text } == applied)
        #expect(second.json["next_cursor"] == .null && second.headers[.link] == nil)
      }
    }

    @Test func `a search says something, and only what can be searched for`() async throws {
      try await TestOffice.open(equipped: false) { office in
        for body in ["{}", #"{"name":null}"#] {
          let empty = try await office.send(.post, "bookings/search", body)
          #expect(empty.status == 422 && empty.errors == [" nothing_to_search_for"])
        }
        let wrong = #"{"name":" ","kana":"職安","job_seeker_number":"1","phone":"0798"}"#
        #expect(
          try await office.send(.post, "bookings/search?page=2", wrong).errors == ["?page unknown_parameter"])
        #expect(
          try await office.send(.post, "bookings/search", wrong).errors == [
            "/name required", "/kana invalid_format", "/job_seeker_number invalid_format", "/phone unknown_field",
          ])
      }
    }

    @Test func `a search is a POST of those who may read bookings`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let body = #"{"name":"職安"}"#
        #expect(try await office.send(.post, "bookings/search", by: .gateway, body).status == 403)
        let got = try await office.send(.get, "bookings/search")
        #expect(got.status == 405 && got.headers[.allow] == "POST")
        let key: HTTPFields = [.idempotencyKey: "once"]
        let before = try await office.send(.post, "bookings/search", body, headers: key)
        _ = try await office.send(.post, "bookings", Bodies.application())
        let repeated = try await office.send(.post, "bookings/search", body, headers: key)
        #expect(repeated.bytes == before.bytes && repeated.headers[.idempotencyReplayed] == "true")
      }
    }
  }
}
