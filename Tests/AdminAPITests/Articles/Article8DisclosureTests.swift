import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// 第8条 (個人情報の保護): what a person may ask.
  @Suite struct Article8DisclosureTests {
    @Test
    func
      `Art. 8: a person is told within 30 days what is kept about them and what was corrected, and nothing of others`()
      async throws
    {
      try await TestOffice.open(equipped: false) { office in
        let own = try await office.send(.post, "bookings", Bodies.application(number: "28990-00000001")).json
        let other = Bodies.application(number: "28990-00000002", wishes: ["2026-09-17T10:00:00+09:00"])
          .replacing("職安 太郎", with: "他人 花子")
        _ = try await office.send(.post, "bookings", other)
        let booking = try #require(own["id"].text)
        let corrected = try await office.send(.patch, "bookings/\(booking)", #"{"seeker":{"kana":"ショクアン イチロウ"}}"#)
        #expect(corrected.status == 200)

        let seeker = try #require(own["seeker"]["id"].text)
        let made = try await office.send(
          .post, "disclosures", by: .officeHead,
          """
          {"kind":"person_request","legal_basis":"個人情報保護法第76条","requester":"職安 太郎","seeker":"\(seeker)",
           "requested_at":"2026-09-14T17:00:00+09:00"}
          """)
        #expect(made.json["due_at"].text == "2026-10-15T00:00:00+09:00")
        let id = try #require(made.json["id"].text)
        _ = try await office.send(.post, "disclosures/\(id)/approve", by: .officeHead, "{}")
        let told = try await office.send(.post, "disclosures/\(id)/export", by: .officeHead, "{}")
        #expect(told.json["bookings"].elements.count == 1 && told.json["persons"].elements.count == 1)
        #expect(told.json["bookings"][0]["seeker_kana"].text == "ショクアン イチロウ")
        #expect(told.json["bookings"][0]["companions"][0]["note"].text == "静かな席")
        let correction = told.json["corrections"][0]
        #expect(correction["fields"].elements.map(\.text) == ["seeker/kana"])
        #expect(correction["corrected_by"].text?.hasPrefix("counselor:") == true)
        #expect(!told.text.contains("他人") && !told.text.contains("28990-00000002"))
      }
    }
  }
}
