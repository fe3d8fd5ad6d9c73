import Foundation
import Scheduling
import Testing

struct TermsDraftTests {
  private func draft(_ text: String, _ change: (inout TermsDraft) -> Void = { _ in }) throws -> TermsDraft {
    var draft = TermsDraft(text, effectiveFrom: try #require(CivilDate(iso: "2023-01-16")), ground: .initial)
    change(&draft)
    return draft
  }

  private func faults(_ text: String, _ change: (inout TermsDraft) -> Void = { _ in }) throws -> [TermsFault] {
    let draft = try draft(text, change)
    do throws(TermsFaults) {
      _ = try draft.edition()
      return []
    } catch {
      return error.faults
    }
  }

  @Test func `a text without variables is kept byte for byte`() throws {
    let text = " 利用規約 \r\n\r\n第1条\u{0C}\t目的\r\n"
    #expect(try draft(text).edition().text == text)
    #expect(try draft("\u{FEFF}利用規約").edition().text == "利用規約")
  }

  @Test func `variables are filled in, the version's own among them`() throws {
    let text =
      "{{office}}規約\n{{ governing_court }}\n{{effective_date}}\n{{effective_date_japanese}}・{{effective_date_western}}\n{{issuer_title}}"
    let edition = try draft(text) {
      $0.issuerTitle = "西宮公共職業安定所長"
      $0.governingCourt = "神戸地方裁判所"
      $0.values = [.init(name: "office", value: "ハローワーク西宮")]
    }.edition()
    #expect(
      edition.text
        == "ハローワーク西宮規約\n神戸地方裁判所\n令和5年1月16日（2023年1月16日）\n令和5年1月16日・2023年1月16日\n西宮公共職業安定所長")
    #expect(edition.title == "ハローワーク西宮規約" && edition.governingCourt == "神戸地方裁判所")
  }

  @Test func `a text is called by its first line unless it is called otherwise`() throws {
    #expect(try draft("\n  \r\n 規約 \r\n第1条").edition().title == "規約")
    #expect(try draft("規約") { $0.title = "別の名" }.edition().title == "別の名")
  }

  @Test func `a placeholder is refused with its line, wherever lines end`() throws {
    #expect(try faults("1\n2 ○:○\n3") == [.placeholder(line: 2)])
    #expect(try faults("1\r\n2\r\n3○\u{301}") == [.placeholder(line: 3)])
  }

  @Test func `the source is refused as it is, and published once its placeholders are filled`() throws {
    let file = URL(filePath: #filePath).appending(path: "../../../Fixtures/nishinomiya-terms.txt").standardized
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(try faults(text) == [.placeholder(line: 102)])
    let filled = text.replacing("○:○～○:○、○:○～○:○の間の○分間", with: "9:00～12:00、13:00～16:00の間の30分間")
    let edition = try draft(filled).edition()
    #expect(edition.text == filled && edition.title == "ハローワーク西宮オンライン職業相談等利用規約")
  }

  @Test func `a variable without a value is refused with its line`() throws {
    #expect(
      try faults("a\n{{b}}{{governing_court}}") == [
        .unboundVariable("b", line: 2), .unboundVariable("governing_court", line: 2),
      ])
    #expect(try faults("{{b") == [.brokenVariable(line: 1)])
    #expect(try faults("{{ }}\n{{\n}}") == [.brokenVariable(line: 1), .brokenVariable(line: 2)])
    #expect(try faults("{{{b}}}") == [.brokenVariable(line: 1)])
    #expect(try faults("{{\u{301}b}}") == [.unboundVariable("\u{301}b", line: 1)])
  }

  @Test(arguments: ["{{a}}{{b}}", "{{a}}{", "1\n{{a}}{", "{{c}}{{b}}"])
  func `braces that meet when values are filled in are refused with their line`(_ text: String) throws {
    let values = ["a": "{", "b": "{", "c": "x{"].filter { text.contains("{{\($0.key)}}") }
    let line = text.hasPrefix("1\n") ? 2 : 1
    #expect(
      try faults(text) { $0.values = values.map { .init(name: $0.key, value: $0.value) } } == [
        .brokenVariable(line: line)
      ])
  }

  @Test func `one brace by itself is a brace`() throws {
    let edition = try draft("{{a}}x{\n{") { $0.values = [.init(name: "a", value: "{")] }.edition()
    #expect(edition.text == "{x{\n{")
  }

  @Test func `a value is used, given once, and leaves nothing open`() throws {
    let values: [TermsDraft.Value] = [
      .init(name: "a", value: "1"), .init(name: "a", value: "2"), .init(name: "b", value: "3"),
      .init(name: "effective_date", value: "昨日"), .init(name: "c", value: "○○"),
    ]
    #expect(
      try faults("{{a}}{{c}}") { $0.values = values } == [
        .duplicateValue("a", index: 1), .unusedValue("b", index: 2), .reservedName("effective_date", index: 3),
        .invalidValue(.value(4)),
      ])
    for wrong in ["", " ", "一\n二", "{{a}}", "○"] {
      #expect(try faults("規約") { $0.governingCourt = wrong } == [.invalidValue(.governingCourt)])
      #expect(try faults("規約") { $0.issuerTitle = wrong } == [.invalidValue(.issuerTitle)])
      #expect(try faults("規約") { $0.title = wrong } == [.invalidValue(.title)])
    }
  }

  @Test func `a text says something, is not endless, and holds no control characters`() throws {
    for blank in ["", " \n　"] { #expect(try faults(blank) == [.empty]) }
    #expect(try faults(String(repeating: "規", count: 100_001)) == [.tooLong(limit: 100_000)])
    #expect(try faults("1\n2\u{0}") == [.invalidText(line: 2)])
  }

  @Test func `a reasonable change is announced before it takes effect`() throws {
    let zone = try #require(OfficeZone(identifier: "Asia/Tokyo"))
    let midnight = try #require(Instant(rfc3339: "2023-01-16T00:00:00+09:00"))
    let reasonable = try draft("規約") { $0.ground = .reasonable }.edition()
    #expect(throws: DomainError.announcedTooLate) { try reasonable.effective(in: zone, announcedAt: midnight) }
    let before = Instant(microseconds: midnight.microseconds - 1)
    #expect(try reasonable.effective(in: zone, announcedAt: before) == midnight)
    #expect(try draft("規約").edition().effective(in: zone, announcedAt: midnight.adding(minutes: 9)) == midnight)
  }
}
