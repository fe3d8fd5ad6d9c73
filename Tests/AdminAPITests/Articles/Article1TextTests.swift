import Testing

@testable import AdminAPI

extension HTTPTests {
  /// What the program's own texts say, as the preview shows them.
  @Suite struct Article1TextTests {
    @Test(arguments: ["lapsed", "cancelled", "declined", "refused", "no_show"])
    func `Art. 1: each refusal, lapse and cancellation names the counter and the phone`(_ kind: String) async throws {
      try await TestOffice.open(equipped: false) { office in
        for (language, words) in [("ja", ["窓口", "電話"]), ("en", ["counter", "telephone"])] {
          let messages = try await office.previews(of: kind, in: language)
          #expect(!messages.isEmpty)
          for message in messages {
            for word in words + ["ハローワーク", "0000-00-0000"] {
              #expect(message.contains(word), "\(kind) in \(language) lacks \(word)")
            }
          }
        }
      }
    }

    @Test func `Art. 1: an office's own words may not leave out the phone`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let body = #"{"kind":"lapsed","language":"ja","text":"失効\n\n{{office}}にお越しください。"}"#
        let refused = try await office.send(.post, "message-templates", by: .officeHead, body)
        #expect(refused.status == 422 && refused.errors == ["/text template_invalid"])
        #expect(refused.text.contains("{{phone}}"))
      }
    }
  }
}

extension TestOffice {
  /// Title and body of every made-up message of a kind, in the program's own words.
  func previews(of kind: String, in language: String) async throws -> [String] {
    let body = #"{"kind":"\#(kind)","language":"\#(language)"}"#
    let answer = try await send(.post, "message-templates/preview", by: .officeHead, body)
    #expect(answer.status == 200, "\(answer.text)")
    return answer.json["items"].elements.map { ($0["title"].text ?? "") + "\n" + ($0["body"].text ?? "") }
  }
}
