import Testing

@testable import AdminAPI

@Suite struct QueryReaderTests {
  private func errors(in query: String?, _ body: (inout QueryReader) -> Bool?) -> [String] {
    do throws(InputErrors) {
      _ = try QueryReader.read(query, body)
      return []
    } catch {
      return error.errors.map { "\($0.field) \($0.code)" }
    }
  }

  @Test func `parameters are percent-decoded, and a plus stands for itself`() {
    let found = errors(in: "name=%E8%81%B7%20x&at=2026-09-17T09:00:00+09:00&empty=&bare") { query in
      #expect(query.optional("name", .note(100)) == "職 x")
      #expect(query.optional("at", .instant) != nil)
      #expect(query.optional("empty", .note(1)) == "")
      #expect(query.optional("bare", .note(1)) == "")
      #expect(query.optional("absent", .note(1)) == nil)
      return true
    }
    #expect(found.isEmpty)
  }

  @Test func `unknown, repeated, missing and unreadable parameters are all reported`() {
    let found = errors(in: "x=1&limit=0&limit=2&bad=%zz&half=%E8&nul=%00&y") { query in
      _ = query.optional("limit", .integer(in: 1...200))
      return query.required("from", .date) != nil
    }
    #expect(
      found == [
        "?bad invalid_text", "?half invalid_text", "?nul invalid_text", "?limit duplicate_parameter",
        "?limit out_of_range", "?from required", "?x unknown_parameter", "?y unknown_parameter",
      ])
  }

  @Test func `no query is an empty one`() {
    #expect(errors(in: nil) { _ in true }.isEmpty)
    #expect(errors(in: "") { _ in true }.isEmpty)
  }
}
