import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Art. 14 and 署名
  @Suite struct Article14Tests {
    private func publish(_ text: String, _ more: String, in office: TestOffice) async throws -> Answered {
      let body = #"{"text":"\#(text)","effective_from":"2026-10-01","ground":"benefit"\#(more)}"#
      return try await office.send(.post, "terms", by: .officeHead, body)
    }

    @Test func `Art. 14: the issuer's court is rendered into the text, and a text that names none is refused`()
      async throws
    {
      try await TestOffice.open(equipped: false) { office in
        let text = #"第14条\n{{governing_court}}を第一審の専属的合意管轄裁判所とします。"#
        let refused = try await publish(text, "", in: office)
        #expect(refused.status == 422 && refused.errors == ["/text unbound_variable"])
        let made = try await publish(text, #","governing_court":"神戸地方裁判所""#, in: office)
        #expect(made.json["text"].text == "第14条\n神戸地方裁判所を第一審の専属的合意管轄裁判所とします。")
        #expect(made.json["governing_court"].text == "神戸地方裁判所")
      }
    }

    @Test func `Signature: who signs, and the date in both calendars`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let text = #"規約\n{{effective_date_japanese}}\n{{effective_date_western}}\n{{issuer_title}}"#
        let made = try await publish(text, #","issuer_title":"西宮公共職業安定所長""#, in: office)
        #expect(made.json["text"].text == "規約\n令和8年10月1日\n2026年10月1日\n西宮公共職業安定所長")
        let signature = made.json["signature"]
        #expect(signature["issuer_title"].text == "西宮公共職業安定所長" && signature["date"].text == "2026-10-01")
        #expect(signature["date_japanese"].text == "令和8年10月1日" && signature["date_western"].text == "2026年10月1日")
      }
    }
  }
}
