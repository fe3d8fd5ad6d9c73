import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct PagingTests {
    @Test(arguments: ["1900-01-01T00:00:00+14:00", "1969-12-31T00:00:00+09:00", "2026-09-16T08:00:00.000001+09:00"])
    func `a page of incidents leads to the next one, however long ago they were`(_ start: String) async throws {
      try await TestOffice.open(equipped: false) { office in
        for _ in 1...2 {
          let entered = try await office.send(
            .post, "incidents", by: .supervisor, #"{"code":"other","start":"\#(start)"}"#)
          try #require(entered.status == 201, "\(entered.text)")
        }
        let first = try await office.send(.get, "incidents?limit=1")
        let cursor = try #require(first.json["next_cursor"].text)
        let second = try await office.send(.get, "incidents?limit=1&cursor=\(cursor)")
        #expect(second.status == 200, "\(second.text)")
        #expect(second.json["items"].elements.count == 1 && second.json["next_cursor"] == .null)
        #expect(second.json["items"][0]["id"] != first.json["items"][0]["id"])
      }
    }

    @Test(arguments: ["-9223372036854775808", "9223372036854775807", "-2209075200000001"])
    func `a place outside of every calendar is none`(_ microseconds: String) async throws {
      try await TestOffice.open(equipped: false) { office async throws in
        let forged = "\(microseconds)_00000000-0000-4000-8000-000000000000"
        #expect(try await office.send(.get, "incidents?cursor=\(forged)").errors == ["?cursor invalid_format"])
      }
    }
  }
}
