import Foundation
import Testing

extension EndToEndTests.HTTPTests {
  /// Valid bodies in which one value after another is replaced by what nobody expects.
  @Suite struct HostileValueTests {
    private static let room = "0198a000-0000-7000-8000-000000000000"

    private static let valid: [(role: String, method: String, path: String, body: String)] = [
      ("counselor", "POST", "bookings", Bodies.application()),
      ("counselor", "POST", "bookings/ID/offer", Bodies.offer()),
      ("counselor", "POST", "bookings/ID/confirm", Bodies.confirm()),
      ("counselor", "POST", "bookings/ID/complete", #"{"outcome":"求人"}"#),
      ("counselor", "POST", "bookings/ID/cancel", #"{"by":"user","channel":"phone","reason":"体調"}"#),
      ("supervisor", "POST", "rooms", #"{"name":"ブース"}"#),
      ("supervisor", "POST", "counselors", #"{"name":"職安","services":["consultation"]}"#),
      ("supervisor", "POST", "licences", #"{"vendor":"zoom","name":"Zoom"}"#),
      (
        "office_head", "PATCH", "policy",
        #"{"confirm_cutoff":"calendar_day_end","max_candidates":3,"cancel_channels":["phone"]}"#
      ),
      ("system_admin", "POST", "/v1/clock", #"{"now":"2026-09-16T09:00:00+09:00"}"#),
    ]

    /// Values as JSON texts.
    private static let hostile = [
      "null", "true", "[]", "{}", "[[]]", "0", "-1", "1e400", "-0", "0.1", "123456789012345678901234567890",
      #""""#, #"" ""#, #""\u0000""#, #""a\u0000b""#, #""\ud800""#, #""\udc00x""#, #""\uffff""#, #""\u202e""#,
      #""'; --""#,
      "\"" + String(repeating: "長", count: 100_000) + "\"", #""0000-00-00T00:00:00Z""#, #""2026-02-30T09:00:00+09:00""#,
      #""0001-01-01T00:00:00+23:59""#, #""-9999-01-01T00:00:00Z""#, #""99999-01-01T00:00:00Z""#,
      #""2026-09-17T09:00:60+09:00""#, #""2026-09-17T09:00:00.9999999999999+09:00""#, #""2026-09-17 09:00:00""#,
    ]

    @Test func `no value in any field makes the service fail`() async throws {
      let demo = try EndToEndTests.HTTPTests.demo
      let id = try await demo.apply()
      for (role, method, path, body) in Self.valid {
        let leaves = body.matches(of: #/[:\[]("[^"]*"|true|false|\d+)/#).map { $0.1.startIndex..<$0.1.endIndex }
        #expect(!leaves.isEmpty)
        for leaf in leaves {
          for value in Self.hostile {
            let mutant = body.replacingCharacters(in: leaf, with: value)
            let answer = try await demo.send(method, path.replacing("ID", with: id), by: role, mutant)
            let name = "\(method) \(path) \(body[leaf]) → \(value.prefix(50)): \(answer.status) \(answer.code ?? "")"
            #expect(answer.status < 500, "\(name)")
            if answer.status >= 400 { #expect(answer.isProblem, "\(name)") }
            if answer.code == "invalid_text" || answer.code == "unknown_field" {
              #expect(!answer.errors.isEmpty, "\(name)")
            }
          }
        }
      }
      #expect(try await demo.send("GET", "/readyz").status == 200)
    }

    @Test func `text that PostgreSQL cannot hold is told with its field`() async throws {
      let demo = try EndToEndTests.HTTPTests.demo
      for text in [#"\u0000"#, #"職\ud800"#, #"\udc00"#] {
        let body = Bodies.application().replacing("職安 太郎", with: text)
        let answer = try await demo.send("POST", "bookings", body)
        #expect((answer.status, answer.code) == (422, "invalid_text"))
        #expect(answer.errors["/seeker/name"] == "invalid_text")
      }
    }

    @Test func `all errors of a body come at once`() async throws {
      let demo = try EndToEndTests.HTTPTests.demo
      let body = Bodies.application(wishes: ["yesterday"]).replacing("ショクアン タロウ", with: "shokuan")
        .replacing(#""camera":true"#, with: #""camera":1"#).replacing(#""terms_acknowledged":true"#, with: #""x":1"#)
      let answer = try await demo.send("POST", "bookings", body)
      #expect(answer.status == 422)
      let fields: Set = [
        "/wishes/0/start", "/seeker/kana", "/declarations/camera", "/terms_acknowledged", "/x",
      ]
      #expect(fields.isSubset(of: Set(answer.errors.keys)))
    }
  }
}
