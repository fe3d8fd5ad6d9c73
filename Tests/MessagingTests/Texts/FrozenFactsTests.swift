import Scheduling
import Testing

@testable import Messaging

/// The facts as `Outbox` and those who queue with facts of their own write them.
@Suite struct FrozenFactsTests {
  private static func facts(_ more: String = "") -> [UInt8] {
    Array(
      """
      {"office_code":"2804","office_name":"ハローワーク西宮","office_phone":"0798-00-0000","time_zone":"Asia/Tokyo",
       "person":"職安 太郎","service":"consultation","service_ja":"職業相談","service_en":"Career counseling","minutes":30,
       "status":"no_show","channel":"my_page","starts_at":"2026-09-17T00:00:00Z","ends_at":"2026-09-17T00:30:00Z"\(more)}
      """.utf8)
  }

  private func body(_ kind: MessageKind, _ facts: [UInt8], terms: String? = nil) throws -> String {
    let facts = try MessageFacts(frozen: facts, terms: terms)
    let values = try facts.values(for: kind, in: .japanese, credentials: nil)
    return try ShippedTemplates.template(kind, .japanese).render(values).body
  }

  @Test func `a refusal tells its term and its ground`() throws {
    let more = #","ground":"conduct","refused_from":"2026-09-17T00:00:00Z","refused_until":"2026-12-15T15:00:00Z""#
    let text = try body(.refused, Self.facts(more))
    #expect(text.contains("令和8年9月17日（木）から令和8年12月15日（火）24:00まで"))
    #expect(text.contains("第12条(1)（職員への威嚇、暴言等があったため）") && !text.contains("第６条(6)"))
  }

  @Test func `a change of the terms tells them and when they take effect`() throws {
    let more = #","effective_from":"2026-10-01T00:00:00+09:00","terms_title":"利用規約","enclosed_terms":"x""#
    let text = try body(.termsChanged, Self.facts(more), terms: "第1条 …")
    #expect(text.contains("【効力発生時期】令和8年10月1日（木）") && text.hasSuffix("第1条 …\n"))
  }

  @Test func `a no-show tells the time that was agreed`() throws {
    #expect(try body(.noShow, Self.facts()).contains("【日時】令和8年9月17日（木） 9:00～9:30"))
  }

  @Test func `who cancelled is told by how the booking ended`() throws {
    for (status, words) in [("cancelled_by_user", "承りました"), ("cancelled_by_office", "当所の都合により")] {
      let text = String(decoding: Self.facts(), as: UTF8.self).replacing("\"no_show\"", with: "\"\(status)\"")
      #expect(try body(.cancelled, Array(text.utf8)).contains(words))
    }
  }

  @Test func `what is lacking is named`() {
    #expect(throws: LackingFact(name: "by")) { try body(.cancelled, Self.facts()) }
    #expect(throws: LackingFact(name: "from")) { try body(.refused, Self.facts(#","ground":"conduct""#)) }
    #expect(throws: LackingFact(name: "terms")) { try body(.termsChanged, Self.facts()) }
    #expect(throws: LackingFact(name: "meeting")) { try body(.details, Self.facts()) }
    #expect(throws: LackingFact(name: "facts")) { try MessageFacts(frozen: Array("{}".utf8), terms: nil) }
  }
}
