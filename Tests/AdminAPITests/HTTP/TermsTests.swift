import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct TermsTests {
    private static let text = #"第14条 {{governing_court}}\n{{effective_date}}\n{{issuer_title}}"#

    private static func body(_ text: String = text, from date: String = "2026-10-01", _ more: String = "") -> String {
      """
      {"text":"\(text)","effective_from":"\(date)","ground":"benefit","issuer_title":"西宮公共職業安定所長",
       "governing_court":"神戸地方裁判所"\(more)}
      """
    }

    @Test func `a version is announced, read, listed, and in force from its day on`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let made = try await office.send(.post, "terms", by: .officeHead, Self.body())
        #expect(made.status == 201, "\(made.text)")
        let id = try #require(made.json["id"].text)
        #expect(made.headers[.location] == "/v1/offices/\(office.code)/terms/\(id)")
        let read = try await office.send(.get, "terms/\(id)")
        #expect(read.bytes == made.bytes)
        #expect(read.json["text"].text == "第14条 神戸地方裁判所\n令和8年10月1日（2026年10月1日）\n西宮公共職業安定所長")
        #expect(
          read.json["effective_from"].text == "2026-10-01T00:00:00+09:00" && read.json["in_force"] == .bool(false))
        #expect(read.json["issuer"]["kind"].text == "office" && read.json["issuer"]["code"].text == office.code)
        #expect(read.json["signature"]["date_japanese"].text == "令和8年10月1日")
        #expect(read.json["sha256"].text?.count == 64 && read.json["governing_court"].text == "神戸地方裁判所")
        let list = try await office.send(.get, "terms?limit=1")
        #expect(list.json["items"].elements.map { $0["title"].text } == ["利用規約"])
        let cursor = try #require(list.json["next_cursor"].text)
        let rest = try await office.send(.get, "terms?cursor=\(cursor)")
        #expect(rest.json["items"].elements.map { $0["id"].text } == [id])
        #expect(rest.json["items"][0]["text"] == .null)
        #expect(try await office.send(.get, "terms/in-force").json["text"].text == "利用規約")
        #expect(try await office.send(.get, "terms/in-force?at=2026-10-01").json["id"].text == id)
        #expect(try await office.send(.get, "terms/in-force?at=2023-01-15").status == 404)
        #expect(try await office.send(.get, "terms/in-force?service_group=seminars").status == 404)
        try office.setClock("2026-10-01T00:00:00+09:00")
        #expect(try await office.send(.get, "terms/in-force").json["in_force"] == .bool(true))
      }
    }

    @Test func `every fault is told with its field and line`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let text = #"利用規約\n平日○:○\n{{office}}\n{{x"#
        let more = #","variables":[{"name":"y","value":"1"},{"name":"effective_date","value":"昨日"}]"#
        let refused = try await office.send(.post, "terms", by: .officeHead, Self.body(text, more))
        #expect(refused.status == 422 && refused.code == "placeholder_left")
        #expect(
          refused.errors == [
            "/text placeholder_left", "/text unbound_variable", "/text broken_variable",
            "/variables/0/name unused_variable", "/variables/1/name reserved_variable",
          ])
        let details = refused.json["errors"].elements.prefix(3).map { $0["detail"].text ?? "" }
        for (index, detail) in details.enumerated() { #expect(detail.contains("\(index + 2) 行目"), "\(detail)") }
        #expect(try await office.send(.post, "terms", by: .officeHead, Self.body("")).errors == ["/text required"])
        let court = #"{"text":"規約","effective_from":"2026-10-01","ground":"benefit","governing_court":"○○地方裁判所"}"#
        #expect(
          try await office.send(.post, "terms", by: .officeHead, court).errors == ["/governing_court incomplete_value"])
        let shape = try await office.send(.post, "terms", by: .officeHead, #"{"ground":"mood","service_group":"A"}"#)
        #expect(
          shape.errors == [
            "/text required", "/effective_from required", "/ground unknown_value", "/service_group invalid_format",
          ])
        #expect(try await office.send(.get, "terms").json["items"].elements.count == 1)
      }
    }

    @Test(arguments: ["terms", "terms?preview=true"])
    func `braces put together from values are refused, shown or announced`(_ path: String) async throws {
      try await TestOffice.open(equipped: false) { office in
        let more = #","variables":[{"name":"a","value":"{"},{"name":"b","value":"{"}]"#
        let refused = try await office.send(.post, path, by: .officeHead, Self.body(#"第1条 {{a}}{{b}}\n"#, more))
        #expect(refused.status == 422 && refused.errors == ["/text broken_variable"], "\(refused.text)")
      }
    }

    @Test func `too late and twice are refused at the date`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let late = #"{"text":"規約","effective_from":"2026-09-16","ground":"reasonable"}"#
        let refused = try await office.send(.post, "terms", by: .officeHead, late)
        #expect(refused.status == 422 && refused.errors == ["/effective_from announced_too_late"])
        let preview = try await office.send(.post, "terms?preview=true", by: .officeHead, late)
        #expect(preview.errors == ["/effective_from announced_too_late"])
        #expect(try await office.send(.post, "terms", by: .officeHead, Self.body()).status == 201)
        let again = try await office.send(.post, "terms", by: .officeHead, Self.body())
        #expect(again.status == 409 && again.errors == ["/effective_from already_exists"])
        #expect(try await office.send(.post, "terms", by: .supervisor, Self.body()).status == 403)
      }
    }

    @Test func `a preview shows what would be announced and announces nothing`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let shown = try await office.send(.post, "terms?preview=true", by: .officeHead, Self.body())
        #expect(shown.status == 200 && shown.json["text"].text?.hasPrefix("第14条 神戸地方裁判所\n令和8年10月1日") == true)
        #expect(try await office.send(.get, "terms").json["items"].elements.count == 1)
      }
    }

    @Test func `the issuer notes something beside its text, and nobody beside another's`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let made = try await office.send(.post, "terms", by: .officeHead, Self.body())
        let id = try #require(made.json["id"].text)
        let note = #"{"place":"第8条(1)","note":"現行法では第5条の5"}"#
        let noted = try await office.send(.post, "terms/\(id)/annotations", by: .officeHead, note)
        #expect(noted.status == 201 && noted.json["place"].text == "第8条(1)", "\(noted.text)")
        #expect(noted.headers[.location] == "/v1/offices/\(office.code)/terms/\(id)")
        let read = try await office.send(.get, "terms/\(id)")
        #expect(read.json["annotations"][0]["note"].text == "現行法では第5条の5")
        #expect(read.json["text"] == made.json["text"] && read.json["sha256"] == made.json["sha256"])
        #expect(try await office.send(.post, "terms/\(id)/annotations", by: .supervisor, note).status == 403)
        #expect(
          try await office.send(.post, "terms/\(id)/annotations", by: .officeHead, #"{"note":" "}"#).errors
            == ["/note required"])
        try await TestOffice.open(equipped: false) { other in
          let hidden = try await other.send(.get, "terms/\(id)", by: .officeHead)
          let nothing = try await other.send(.get, "terms/00000000-0000-4000-8000-000000000000", by: .officeHead)
          #expect(hidden.status == 404 && hidden.bytes == nothing.bytes)
          let refused = try await other.send(.post, "terms/\(id)/annotations", by: .officeHead, note)
          #expect(refused.status == 404 && refused.bytes == nothing.bytes)
        }
      }
    }
  }
}
