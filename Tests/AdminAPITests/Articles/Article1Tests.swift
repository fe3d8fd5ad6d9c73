import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// 第1条: online is one way of service, beside the counter and the telephone.
  @Suite struct Article1Tests {
    @Test func `Art. 1: whatever ends a booking is told with the counter and the telephone`() async throws {
      try await TestOffice.open { office in
        let start = "2026-09-17T10:00:00+09:00"
        let declined = try await office.offered("2026-09-24T10:00:00+09:00")
        let refusal = #"{"ground":"no_slot","reason":"枠がないため"}"#
        _ = try await office.send(.post, "bookings/\(declined)/decline", refusal)
        try await expectCounter("declined", about: declined, in: office)

        let cancelled = try await office.confirmed("2026-09-24T10:00:00+09:00", number: "28990-2")
        _ = try await office.send(.post, "bookings/\(cancelled)/cancel", #"{"by":"office","reason":"停電"}"#)
        try await expectCounter("cancelled", about: cancelled, in: office)

        let absent = try await office.confirmed(start, number: "28990-3")
        let lapsed = try await office.offered("2026-09-24T10:00:00+09:00", number: "28990-4")
        try office.setClock("2026-09-17T10:31:00+09:00")
        _ = try await office.send(.post, "bookings/\(absent)/contact", #"{"channel":"phone"}"#)
        try await expectCounter("no_show", about: absent, in: office)

        try office.setClock("2026-09-19T00:00:00+09:00")
        _ = try await office.send(
          .post, "bookings/\(lapsed)/confirm", Bodies.confirm("2026-09-24T10:00:00+09:00"))
        try await expectCounter("lapsed", about: lapsed, in: office)
      }
    }

    private func expectCounter(_ kind: String, about booking: String, in office: TestOffice) async throws {
      let messages = try await office.messages(about: booking)
      #expect(messages.map { $0["kind"].text } == [kind])
      let facts = try #require(messages.first)["facts"]
      #expect(facts["office_name"].text == "ハローワーク\(office.code)", "\(kind)")
      #expect(facts["office_phone"].text == "0798-00-0000", "\(kind)")
    }
  }
}
