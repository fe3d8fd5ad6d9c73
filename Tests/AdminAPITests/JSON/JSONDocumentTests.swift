import Foundation
import Testing

@testable import AdminAPI

@Suite struct JSONDocumentTests {
  private func parse(_ text: String, depth: Int = 64) throws(JSONSyntaxError) -> JSONDocument {
    try JSONDocument(parsing: Array(text.utf8), depth: depth)
  }

  @Test func `a tree keeps the order of its members and the text of its numbers`() throws {
    let document = try parse(#" {"b": [1.50, -0, 1E+400], "a": {"x": null, "y": true}, "c": "\u8077\n"} "#)
    guard case .object(let members) = document.root else { return #expect(Bool(false), "not an object") }
    #expect(members.map(\.name) == ["b", "a", "c"])
    guard case .array(let numbers) = members[0].value else { return #expect(Bool(false), "not an array") }
    let texts = numbers.map { if case .number(let number) = $0 { number.text } else { "?" } }
    #expect(texts == ["1.50", "-0", "1E+400"])
    #expect(members[2].value == .string("職\n"))
    #expect(document.faults.isEmpty)
  }

  @Test(arguments: [
    "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "[1 2]", "01", "1.", ".5", "+1", "1e", "- 1", "nul",
    "truth", "\"", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"a\nb\"", "\"\u{0}\"", "[] []", "{}x", "\u{FEFF}{}", "'a'",
    "NaN", "Infinity", "[1,,2]", "{\"a\":}", "{,}", "/**/{}",
  ])
  func `what RFC 8259 doesn't allow is malformed`(text: String) {
    #expect(throws: JSONSyntaxError.self) { try parse(text) }
  }

  @Test func `the error says at which byte reading stopped`() {
    #expect(throws: JSONSyntaxError(offset: 6)) { try parse(#"{"a": }"#) }
    #expect(throws: JSONSyntaxError(offset: 3)) { try parse("[1,") }
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE8, 0x81, 0x22],
      [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0xEF, 0xBB, 0xBF, 0x7B, 0x7D],
    ] as [[UInt8]])
  func `bytes that aren't UTF-8 are malformed`(bytes: [UInt8]) {
    #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: bytes) }
  }

  @Test func `the depth is limited, and the limit itself is allowed`() throws {
    let nested = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    _ = try parse(nested(64))
    #expect(throws: JSONSyntaxError(offset: 64)) { try parse(nested(65)) }
    #expect(throws: JSONSyntaxError.self) { try parse(String(repeating: #"{"a":"#, count: 1_000_000)) }
  }

  @Test func `a duplicate member is reported where it stands, however it is spelt`() throws {
    let document = try parse(#"{"a/b":[{"x":1,"\u0078":2}],"a/b":3,"A/b":4}"#)
    #expect(document.faults.map(\.pointer.description) == ["/a~1b/0/x", "/a~1b"])
    #expect(document.faults.allSatisfy { $0.kind == .duplicateMember })
  }

  @Test func `names are compared byte for byte, not by canonical equivalence`() throws {
    #expect(try parse(#"{"\u00e9":1,"e\u0301":2}"#).faults.isEmpty)
  }

  @Test(arguments: [#"\u0000"#, #"\ud800"#, #"\udc00"#, #"\ud800\u0041"#, #"\ud800x"#, #"\udc00\ud800"#])
  func `text that no column can hold is reported where it stands`(escape: String) throws {
    let document = try parse(#"{"a":["ok","x\#(escape)y"]}"#)
    #expect(document.faults.map(\.pointer.description) == ["/a/1"])
    #expect(document.faults.first?.kind == .unstorableText)
  }

  @Test func `a surrogate pair is one character`() throws {
    #expect(try parse(#""\ud842\udfb7""#).root == .string("𠮷"))
  }

  @Test func `no more faults are kept than an answer may list`() throws {
    let document = try parse("{" + String(repeating: #""a":1,"#, count: 1000) + #""b":1}"#)
    #expect(document.faults.count == JSONDocument.faultLimit)
  }
}
