import Testing

@testable import AdminAPI

@Suite struct FieldReaderTests {
  private struct Seeker: Equatable {
    var name: String
    var age: Int?
  }

  private func errors<Value>(
    in text: String, _ body: @escaping (inout FieldReader) -> Value?
  ) throws -> [String] {
    do {
      _ = try JSONDocument(parsing: Array(text.utf8)).read(body)
      return []
    } catch let error as InputErrors {
      return error.errors.map { "\($0.field) \($0.code)" }
    }
  }

  @Test func `every error is collected, in nested objects and arrays too`() throws {
    let text = #"{"seeker":{"name":" ","age":-1,"x":1},"wishes":[{"at":5},{}],"ok":"yes","more":null,"a/b":1}"#
    let found = try errors(in: text) { fields -> Bool? in
      _ = fields.required(
        "seeker",
        .object { seeker -> Seeker? in
          let name = seeker.required("name", .text(.line(10)))
          let age = seeker.optional("age", .integer(in: 0...150))
          return name.map { Seeker(name: $0, age: age) }
        })
      _ = fields.required("wishes", .array(of: .object { $0.required("at", .text(.instant)) }, count: 1...3))
      _ = fields.required("channel", .text(.line(10)))
      return fields.required("ok", .bool)
    }
    #expect(
      found == [
        "/seeker/name required", "/seeker/age out_of_range", "/seeker/x unknown_field", "/wishes/0/at invalid_type",
        "/wishes/1/at required", "/channel required", "/ok invalid_type", "/more unknown_field", "/a~1b unknown_field",
      ])
  }

  @Test func `duplicates and unstorable text come first, and make even a readable body an error`() throws {
    let found = try errors(in: #"{"a":"x\u0000","b":1,"b":2,"c":3}"#) { fields -> Bool? in
      _ = fields.required("a", .text(.note(10)))
      _ = fields.required("b", .integer(in: 0...9))
      return true
    }
    #expect(found == ["/a invalid_text", "/b duplicate_field", "/a invalid_text", "/c unknown_field"])
  }

  @Test(arguments: ["[]", "1", "null", #""x""#])
  func `a body that is no object is one error, at the whole`(text: String) throws {
    #expect(try errors(in: text) { _ in true } == [" invalid_type"])
  }

  @Test func `null leaves an optional field out, but is no value to change something to`() throws {
    #expect(try errors(in: #"{"a":null}"#) { fields in fields.optional("a", .bool) ?? true }.isEmpty)
    #expect(try errors(in: #"{"a":null}"#) { fields in fields.change("a", .bool) } == ["/a invalid_type"])
    #expect(try errors(in: #"{"a":null}"#) { fields in fields.required("a", .bool) } == ["/a invalid_type"])
  }

  @Test func `an array knows its least and most elements`() throws {
    let read = { (fields: inout FieldReader) in fields.required("a", .array(of: .bool, count: 1...2)) }
    #expect(try errors(in: #"{"a":[]}"#, read) == ["/a too_few"])
    #expect(try errors(in: #"{"a":[true,true,true]}"#, read) == ["/a too_many"])
    #expect(try errors(in: #"{"a":[true,false]}"#, read).isEmpty)
  }

  @Test func `an answer lists no more errors than its limit`() throws {
    let body = "{" + (0..<1000).map { "\"x\($0)\":1" }.joined(separator: ",") + "}"
    #expect(try errors(in: body) { _ in true }.count == 100)
  }
}
