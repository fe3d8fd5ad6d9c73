import Testing

@testable import AdminAPI

@Suite struct JSONWriterTests {
  @Test func `members, elements and nothing at all are written with their commas`() {
    let bytes = JSONWriter.write { json in
      json.object { json in
        json.member("id", "x")
        json.member("count", 3)
        json.member("ok", true)
        json.member("none", nil as String?)
        json.member("empty", array: [Int]()) { $0.number($1) }
        json.member("numbers", array: [1, 2]) { $0.number($1) }
        json.member("inner", object: { _ in })
        json.member("nobody", object: nil as Int?) { $0.number($1) }
      }
    }
    let expected =
      #"{"id":"x","count":3,"ok":true,"none":null,"empty":[],"numbers":[1,2],"inner":{},"nobody":null}"#
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test func `controls, quotes and backslashes are escaped and everything else stands as it is`() {
    let bytes = JSONWriter.write { $0.string("\"\\\n\r\t\u{1}\u{1F}職𠮷/") }
    #expect(String(decoding: bytes, as: UTF8.self) == #""\"\\\n\r\t\u0001\u001f職𠮷/""#)
  }
}
