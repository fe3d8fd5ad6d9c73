import Foundation
import Testing

@testable import Drill

@Suite struct EncodingTests {
  private static let name = "𠮷田 花子"

  private func encodings(of kind: Needle.Kind = .name, _ value: String, in text: String) throws -> Set<Encoding> {
    let needle = try #require(Needle(kind, value))
    return Set(NeedleSearch([needle]).hits(in: text).map(\.encoding))
  }

  private static let written: [(Encoding, String)] = [
    (.plain, "x=𠮷田 花子。"), (.bare, "x=𠮷田花子。"),
    (.escaped, #"{"x":"\ud842\udfb7\u7530 \u82b1\u5b50"}"#), (.escaped, #""\uD842\uDFB7\u7530\u82B1\u5B50""#),
    (.percent, "?x=%F0%A0%AE%B7%E7%94%B0%20%E8%8A%B1%E5%AD%90&y"),
    (.percent, "?x=%f0%a0%ae%b7%e7%94%b0+%e8%8a%b1%e5%ad%90"),
    (.hex, #"\x00f0a0aeb7e794b0e88ab1e5ad9000"#),
    (.decimal, "body: [34, 240, 160, 174, 183, 231, 148, 176, 32, 232, 138, 177, 229, 173, 144, 34]"),
  ]

  @Test(arguments: written)
  func `a name is found however it is written`(encoding: Encoding, text: String) throws {
    #expect(try encodings(Self.name, in: text) == [encoding])
  }

  @Test func `base64 is found wherever in it the value begins and ends`() throws {
    for before in ["", "a", "ab", "abc", "職"] {
      for after in ["", "x", "xy", "xyz"] {
        let text = Data((before + Self.name + after).utf8).base64EncodedString()
        #expect(try encodings(Self.name, in: "Basic \(text)") == [.base64], "\(before) \(after)")
        let safe = text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        #expect(try encodings(Self.name, in: safe) == [.base64], "\(before) \(after)")
      }
    }
  }

  @Test func `an address is found with escaped slashes, and percent-encoded`() throws {
    let url = "https://meeting.example/kakushi?pwd=1"
    #expect(try encodings(of: .meeting, url, in: #"{"u":"https:\/\/meeting.example\/kakushi?pwd=1"}"#) == [.escaped])
    #expect(try encodings(of: .meeting, url, in: "u=https%3A%2F%2Fmeeting.example%2Fkakushi%3Fpwd%3D1") == [.percent])
  }

  @Test func `a number is found without its dash, and no other number is`() throws {
    #expect(try encodings(of: .number, "28990-00004711", in: "no 2899000004711!") == [.bare])
    #expect(try encodings(of: .number, "28990-00004711", in: "28990-00004712").isEmpty)
  }

  @Test func `what is too short to be told from chance is no needle`() {
    #expect(Needle(.meeting, "12345") == nil)
    #expect(Needle(.meeting, "123456") != nil)
  }

  @Test func `all needles are found in one pass, at the ends of a text too`() throws {
    let needles = (0..<500).compactMap { Needle(.number, "28990-\(10_000_000 + $0)") }
    let text = needles.map(\.value).joined(separator: ",")
    #expect(Set(NeedleSearch(Set(needles)).hits(in: text).map(\.needle)) == Set(needles))
  }
}
