import Scheduling
import Testing

@testable import Messaging

@Suite struct TemplateTests {
  /// Template of `lapsed`, which must name the office and its telephone.
  private func lapsed(_ body: String) throws(TemplateFault) -> TextTemplate {
    try TextTemplate("失効\n\n{{office}} {{phone}}\n\(body)", for: .lapsed)
  }

  private func fault(_ body: String) -> TemplateFault? {
    do throws(TemplateFault) {
      _ = try lapsed(body)
      return nil
    } catch {
      return error
    }
  }

  @Test func `an unknown variable is refused by its name and line`() {
    #expect(fault("{{phon}}") == .unknownVariable("phon", line: 4))
    #expect(fault("\n{{! two\nlines }}\n{{#nobody}}x{{/nobody}}") == .unknownVariable("nobody", line: 7))
    #expect(fault("{{office.phone}}") == .unknownVariable("office.phone", line: 4))
    #expect(fault("{{.}}") == .unknownVariable(".", line: 4))
  }

  @Test func `a variable of another kind of message is unknown`() {
    #expect(fault("{{terms}}") == .unknownVariable("terms", line: 4))
    #expect(fault("{{passcode}}") == .unknownVariable("passcode", line: 4))
  }

  @Test func `what stands in a section is known in it alone`() throws {
    let shell = "T\n\n{{office}}{{phone}}{{deadline}}{{terms}}{{#slots}}{{date}}{{time}}{{/slots}}"
    #expect(throws: Never.self) { try TextTemplate(shell, for: .offer) }
    #expect(throws: TemplateFault.unknownVariable("date", line: 3)) {
      try TextTemplate(shell + "{{date}}", for: .offer)
    }
    #expect(throws: TemplateFault.unknownVariable("date", line: 3)) {
      try TextTemplate(shell + "{{^slots}}{{date}}{{/slots}}", for: .offer)
    }
  }

  @Test func `a section that is not closed, or not open, is refused`() {
    #expect(throws: TemplateFault.unclosedSection("by_user", line: 3)) {
      try TextTemplate("T\n\n{{#by_user}}{{office}}{{phone}}{{date}}{{time}}", for: .cancelled)
    }
    #expect(fault("{{/deadline}}") == .unopenedSection("deadline", line: 4))
    #expect(throws: TemplateFault.unopenedSection("by_user", line: 3)) {
      try TextTemplate("T\n\n{{#by_user}}{{#by_office}}{{/by_user}}{{/by_office}}", for: .cancelled)
    }
  }

  @Test func `a text is no section, and a section no text`() {
    #expect(fault("{{#deadline}}{{/deadline}}") == .notASection("deadline", line: 4))
    #expect(throws: TemplateFault.notAText("by_user", line: 3)) {
      try TextTemplate("T\n\n{{by_user}}", for: .cancelled)
    }
  }

  @Test(arguments: [
    "{{deadline", "{{}}", "{{ }}", "{{{deadline}}}", "{{&deadline}}", "{{>other}}", "{{<other}}{{/other}}",
    "{{$block}}{{/block}}", "{{=<% %>=}}", "{{%CONTENT_TYPE:HTML}}", "{{uppercased(deadline)}}", "{{dead\nline}}",
    "{{期限}}", "{{deadline|raw}}", "{{# }}{{/ }}",
  ])
  func `a broken tag, and what templates do not use, is refused`(_ tag: String) {
    #expect(fault(tag) == .brokenTag(line: 4))
  }

  @Test func `a message that would lack what it is for is refused`() {
    #expect(throws: TemplateFault.missingVariable("phone")) { try TextTemplate("T\n\n{{office}}", for: .lapsed) }
    #expect(throws: TemplateFault.missingVariable("terms")) {
      try TextTemplate("T\n\n{{office}}{{phone}}{{deadline}}{{#slots}}{{date}}{{time}}{{/slots}}", for: .offer)
    }
    #expect(throws: TemplateFault.missingVariable("teleoffice.server")) {
      try TextTemplate(
        "T\n\n{{office}}{{phone}}{{date}}{{time}}{{#zoom}}{{meeting_id}}{{passcode}}{{/zoom}}", for: .details)
    }
    #expect(throws: TemplateFault.missingVariable("terms")) {
      try TextTemplate(
        """
        T

        {{office}}{{phone}}{{date}}{{time}}{{#zoom}}{{meeting_id}}{{passcode}}{{/zoom}}
        {{#teleoffice}}{{server}}{{access_code}}{{/teleoffice}}{{#terms}}new terms{{/terms}}
        """, for: .followUpDetails)
    }
  }

  @Test(arguments: ["", "title", "title\n", "\n\nbody", " \n\nbody", "title\n\n \n"])
  func `a text needs a title and a body`(_ text: String) {
    #expect(throws: TemplateFault.noTitleOrBody) { try TextTemplate(text, for: .lapsed) }
  }

  @Test func `a title that shows nothing is found out by the made-up messages`() throws {
    let zone = try #require(OfficeZone(identifier: "Asia/Tokyo"))
    let text = "{{#by_office}}所都合{{/by_office}}\n\n{{office}}{{phone}}{{date}}{{time}}\n"
    #expect(throws: TemplateFault.noTitleOrBody) {
      _ = try MessageTexts.preview(text, for: .cancelled, in: .japanese, office: ("西宮", "0798", zone))
    }
  }

  @Test func `a text has its limit`() {
    let long = String(repeating: "あ", count: TextTemplate.longest)
    #expect(fault(long) == .tooLong(limit: TextTemplate.longest))
  }

  private static let offer = "T\n\n{{office}}{{phone}}{{deadline}}{{terms}}{{#slots}}{{date}}{{time}}{{/slots}}"

  @Test(arguments: [1, 2, 40]) func `a section opens in itself at no depth`(_ depth: Int) {
    let (opening, closing) = (
      String(repeating: "{{#slots}}", count: depth), String(repeating: "{{/slots}}", count: depth)
    )
    let text = Self.offer + opening + "x" + closing
    if depth == 1 {
      #expect(throws: Never.self) { try TextTemplate(text, for: .offer) }
    } else {
      #expect(throws: TemplateFault.nestedSection("slots", line: 3)) { try TextTemplate(text, for: .offer) }
    }
    #expect(throws: TemplateFault.nestedSection("slots", line: 3)) {
      try TextTemplate(Self.offer + "{{#slots}}{{^slots}}x{{/slots}}{{/slots}}", for: .offer)
    }
  }

  @Test func `sections stand in one another four deep`() {
    let names = ["not_eligible", "refused", "conduct", "no_slot", "other"]
    func nested(_ depth: Int) -> String {
      names.prefix(depth).map { "{{^\($0)}}" }.joined() + "x"
        + names.prefix(depth).reversed().map { "{{/\($0)}}" }.joined()
    }
    #expect(throws: Never.self) { try TextTemplate("T\n\n{{office}}{{phone}}" + nested(4), for: .declined) }
    #expect(throws: TemplateFault.nestedSection("other", line: 3)) {
      try TextTemplate("T\n\n{{office}}{{phone}}" + nested(5), for: .declined)
    }
  }

  @Test(arguments: [
    "{{terms}}{{terms}}", "{{#slots}}{{terms}}{{/slots}}", String(repeating: "{{name}}", count: 1_500),
    "{{#slots}}" + String(repeating: "{{name}}", count: 150) + "{{/slots}}",
    "{{#slots}}" + String(repeating: "あ", count: 19_000) + "{{/slots}}{{terms}}",
  ])
  func `a text that may grow beyond measure is refused`(_ more: String) {
    #expect(throws: TemplateFault.tooLong(limit: TextTemplate.longestText)) {
      try TextTemplate(Self.offer + more, for: .offer)
    }
  }

  @Test func `the terms may stand there twice`() {
    #expect(throws: Never.self) { try TextTemplate(Self.offer + "{{terms}}", for: .offer) }
  }

  @Test func `nothing is escaped for HTML`() throws {
    let text = try lapsed("<b>{{name}}</b> & {{deadline}}").render([
      "office": .line("A&B"), "phone": .line("0798"), "name": .line("<script>"), "deadline": .line("\"明日\""),
    ])
    #expect(text.title == "失効")
    #expect(text.body == "A&B 0798\n<b><script></b> & \"明日\"\n")
  }

  @Test(arguments: ["太郎\n\n【重要】偽のお知らせ", "太郎\r\n【重要】偽のお知らせ", "太郎\u{2028}【重要】偽のお知らせ", "太郎\u{85}【重要】偽のお知らせ"])
  func `what a person typed begins no line`(_ name: String) throws {
    let text = try lapsed("{{name}} 様").render([
      "office": .line("A"), "phone": .line("0"), "name": .line(name), "deadline": .line("x"),
    ])
    #expect(text.body == "A 0\n太郎 【重要】偽のお知らせ 様\n")
  }

  @Test func `marks that nobody sees are taken out`() throws {
    #expect(TemplateValue.line("a\u{202E}b\u{0}c") == .string("a b c"))
    #expect(TemplateValue.text("a\u{202E}\u{0}b\r\nc\td\n") == .string("ab\nc\td\n"))
    // and what a person's name is written with stays
    #expect(TemplateValue.line("𠮷田 次郎") == .string("𠮷田 次郎"))
  }

  @Test func `the terms keep their lines`() throws {
    let template = try TextTemplate(
      "T\n\n{{office}}{{phone}}\n{{effective}}\n{{terms}}", for: .termsChanged)
    let text = template.render([
      "office": .line("A"), "phone": .line("0"), "effective": .line("x"), "terms": .text("第1条\r\n  {{name}}\n"),
    ])
    #expect(text.body == "A0\nx\n第1条\n  {{name}}\n")
  }
}
