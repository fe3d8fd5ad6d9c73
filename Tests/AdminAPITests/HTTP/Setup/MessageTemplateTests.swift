import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct MessageTemplateTests {
    private static func body(_ text: String, kind: String = "lapsed", language: String = "ja") -> String {
      #"{"kind":"\#(kind)","language":"\#(language)","text":"\#(text)"}"#
    }

    private static let first = body(#"失効\n\n{{office}} {{phone}}\n"#)

    @Test func `a version is written, superseded, and taken out of use`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let made = try await office.send(.post, "message-templates", by: .officeHead, Self.first)
        #expect(made.status == 201 && made.json["kind"].text == "lapsed" && made.json["retired_at"] == .null)
        #expect(made.json["text"].text == "失効\n\n{{office}} {{phone}}\n")
        let id = try #require(made.json["id"].text)
        #expect(made.headers[.location] == "/v1/offices/\(office.code)/message-templates/\(id)")

        let next = try await office.send(
          .post, "message-templates", by: .officeHead, Self.body(#"無効\n\n{{office}} {{phone}}"#))
        #expect(next.json["version"] == made.json["version"].plus(1))
        let other = try await office.send(
          .post, "message-templates", by: .officeHead, Self.body(#"Void\n\n{{office}} {{phone}}"#, language: "en"))
        #expect(other.json["version"] == made.json["version"])
        let listed = try await office.send(.get, "message-templates").json["items"].elements
        #expect(listed.map { $0["id"].text } == [other.json["id"].text, next.json["id"].text])
        let old = try await office.send(.get, "message-templates/\(id)")
        #expect(old.json["retired_at"].text == next.json["created_at"].text)

        let last = try #require(next.json["id"].text)
        #expect(try await office.send(.delete, "message-templates/\(last)", by: .officeHead).status == 204)
        #expect(try await office.send(.delete, "message-templates/\(last)", by: .officeHead).status == 404)
        #expect(try await office.send(.get, "message-templates").json["items"].elements.count == 1)
      }
    }

    @Test(arguments: [
      (#"失効\n\n{{office}} {{phon}}"#, "{{phon}}, line 3"), (#"失効\n\n{{office}}"#, "{{phone}}"),
      (#"失効\n\n{{office}} {{phone}} {{{name}}}"#, "line 3"),
      (#"失効\n\n{{office}} {{phone}} {{#terms}}x{{/terms}}"#, "{{terms}}, line 3"), ("失効", "line 1"),
    ])
    func `what can't be rendered is refused, and the variable named`(_ text: String, _ place: String) async throws {
      try await TestOffice.open(equipped: false) { office in
        for path in ["message-templates", "message-templates/preview"] {
          let refused = try await office.send(
            .post, path, by: .officeHead, Self.body(text), headers: [.acceptLanguage: "en"])
          #expect(refused.status == 422 && refused.code == "template_invalid")
          #expect(refused.errors == ["/text template_invalid"])
          #expect(refused.json["errors"][0]["detail"].text?.hasSuffix(place) == true, "\(refused.text)")
        }
        #expect(try await office.send(.get, "message-templates").json["items"].elements.isEmpty)
      }
    }

    @Test func `what would double itself with every level is refused before it is shown`() async throws {
      let shell = #"t\n\n{{office}}{{phone}}{{deadline}}{{terms}}{{#slots}}{{date}}{{time}}{{/slots}}"#
      let bomb =
        shell + String(repeating: "{{#slots}}", count: 12) + "x" + String(repeating: "{{/slots}}", count: 12)
      try await TestOffice.open(equipped: false) { office in
        for path in ["message-templates", "message-templates/preview"] {
          let refused = try await office.send(.post, path, by: .officeHead, Self.body(bomb, kind: "offer"))
          #expect(refused.status == 422 && refused.errors == ["/text template_invalid"])
        }
      }
    }

    @Test func `what a tag holds beside a name is not told back`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let refused = try await office.send(
          .post, "message-templates", by: .officeHead, Self.body(#"失効\n\n{{office}} {{phone}} {{職安 太郎}}"#))
        #expect(refused.errors == ["/text template_invalid"] && !refused.text.contains("職安"))
      }
    }

    @Test func `input errors are collected`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let refused = try await office.send(
          .post, "message-templates", by: .officeHead, #"{"kind":"greeting","language":"fr","texts":"x"}"#)
        #expect(
          refused.errors == [
            "/kind unknown_value", "/language unknown_value", "/text required", "/texts unknown_field",
          ])
      }
    }

    @Test func `a preview shows every made-up message, in the office's name`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let shown = try await office.send(
          .post, "message-templates/preview", by: .officeHead, #"{"kind":"details","language":"ja","text":null}"#)
        let items = shown.json["items"].elements
        #expect(items.map { $0["sample"].text } == ["zoom", "teleoffice"])
        #expect(items.allSatisfy { $0["body"].text?.contains("ハローワーク\(office.code)") == true })
        #expect(items[0]["body"].text?.contains("【ミーティングID】") == true)
        #expect(items[1]["body"].text?.contains("【アクセスコード】") == true)
        #expect(try await office.send(.get, "message-templates").json["items"].elements.isEmpty)
      }
    }

    @Test func `only the head writes`() async throws {
      try await TestOffice.open(equipped: false) { office async throws in
        #expect(try await office.send(.post, "message-templates", by: .supervisor, Self.first).status == 403)
        #expect(try await office.send(.post, "message-templates/preview", by: .counselor, Self.first).status == 403)
        #expect(try await office.send(.get, "message-templates", by: .gateway).status == 403)
        #expect(try await office.send(.get, "message-templates", by: .counselor).status == 200)
      }
    }
  }
}

extension JSONValue {
  /// A whole number so much higher.
  fileprivate func plus(_ other: Int) -> JSONValue {
    guard case .number(let number) = self, case .value(let value) = number.whole else { return .null }
    return (try? JSONDocument(parsing: Array("\(value + other)".utf8)).root) ?? .null
  }
}
