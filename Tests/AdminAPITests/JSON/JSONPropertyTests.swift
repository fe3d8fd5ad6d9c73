import Foundation
import Testing

@testable import AdminAPI

@Suite struct JSONPropertyTests {
  @Test func `whatever is written reads back the same`() throws {
    for seed in 0..<500 as Range<UInt64> {
      var random = RandomJSON(seed: seed)
      let value = random.value()
      let written = JSONWriter.write { write(value, &$0) }
      #expect(try JSONDocument(parsing: written).root == value, "seed \(seed)")
    }
  }

  @Test func `valid texts mean what they mean to Foundation`() throws {
    for seed in 0..<500 as Range<UInt64> {
      var random = RandomJSON(seed: seed)
      let value = random.value()
      let text = random.spell(value)
      let document = try JSONDocument(parsing: Array(text.utf8))
      #expect(document.root == value, "seed \(seed): \(text)")
      let theirs = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
      #expect(isSame(value, theirs), "seed \(seed): \(text)")
    }
  }

  @Test func `no mutation of a text crashes the parser, and what it accepts Foundation accepts too`() throws {
    for seed in 0..<3000 as Range<UInt64> {
      var random = RandomJSON(seed: seed)
      let value = random.value()
      var bytes = Array(random.spell(value).utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random.random) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &random.random)
        switch Int.random(in: 0..<3, using: &random.random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random.random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(Array(#"{}[],:"\u0e-.19"#.utf8).randomElement(using: &random.random) ?? 0, at: index)
        }
      }
      guard let document = try? JSONDocument(parsing: bytes), document.faults.isEmpty, fitsDouble(document.root)
      else { continue }
      let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      #expect(theirs != nil, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  /// Foundation refuses numbers that a Double can't hold.
  private func fitsDouble(_ value: JSONValue) -> Bool {
    switch value {
    case .number(let number): Double(number.text)?.isFinite ?? false
    case .array(let elements): elements.allSatisfy(fitsDouble)
    case .object(let members): members.allSatisfy { fitsDouble($0.value) }
    default: true
    }
  }

  private func write(_ value: JSONValue, _ json: inout JSONWriter) {
    switch value {
    case .null: json.null()
    case .bool(let flag): json.bool(flag)
    case .number(let number): json.raw(number.text.utf8)
    case .string(let text): json.string(text)
    case .array(let elements): json.array { json in elements.forEach { write($0, &json) } }
    case .object(let members):
      // A writer's names are static, so an object of random names is written by hand.
      let texts = members.map { member in
        JSONWriter.write { $0.string(member.name) } + [UInt8(ascii: ":")]
          + JSONWriter.write { write(member.value, &$0) }
      }
      json.raw([UInt8(ascii: "{")] + texts.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "}")])
    }
  }

  private func isSame(_ ours: JSONValue, _ theirs: Any) -> Bool {
    switch ours {
    case .null: theirs is NSNull
    case .bool(let flag): (theirs as? NSNumber)?.boolValue == flag
    case .number(let number): (theirs as? NSNumber)?.doubleValue == Double(number.text)
    case .string(let text): (theirs as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
    case .array(let elements):
      (theirs as? [Any]).map { $0.count == elements.count && zip(elements, $0).allSatisfy { isSame($0, $1) } } ?? false
    case .object(let members):
      (theirs as? [String: Any]).map { object in
        object.count == members.count
          && members.allSatisfy { member in object[member.name].map { isSame(member.value, $0) } ?? false }
      } ?? false
    }
  }
}
