import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct UsageTests {
    private static let event = #"{"date":"2026-09-16","hour":9,"purpose":"operation","access":"offer"}"#

    private static func events(_ events: String...) -> String { "{\"events\":[\(events.joined(separator: ","))]}" }

    @Test func `MyPage reports a batch, and only MyPage`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let booking = try await office.received()
        let known =
          #"{"date":"2026-09-15","hour":23,"purpose":"convenience","access":"terms","booking":"\#(booking)","device":"端末-1"}"#
        let answer = try await office.send(.post, "usage-events", by: .gateway, Self.events(Self.event, known))
        #expect(answer.status == 200 && answer.json["recorded"].integer == 2)
        let hundred = Array(repeating: Self.event, count: 100).joined(separator: ",")
        #expect(try await office.send(.post, "usage-events", by: .gateway, Self.events(hundred)).status == 200)
        let more = try await office.send(.post, "usage-events", by: .gateway, Self.events(hundred, Self.event))
        #expect(more.errors == ["/events too_many"])
        #expect(try await office.send(.post, "usage-events", by: .officeHead, Self.events(Self.event)).status == 403)
        #expect(try await office.send(.get, "usage-events", by: .gateway).status == 405)
      }
    }

    @Test func `every wrong field is named, and a report says no more than it may`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let wrong =
          #"{"date":"2026-9-16","hour":24,"purpose":"sale","access":"search","device":"","address":"192.0.2.1"}"#
        let refused = try await office.send(.post, "usage-events", by: .gateway, Self.events(wrong))
        #expect(
          refused.errors == [
            "/events/0/date invalid_format", "/events/0/hour out_of_range", "/events/0/purpose unknown_value",
            "/events/0/access unknown_value", "/events/0/device required", "/events/0/address unknown_field",
          ])
        let none = try await office.send(.post, "usage-events", by: .gateway, #"{"events":[]}"#)
        #expect(none.errors == ["/events too_few"])
        let ahead = try await office.send(
          .post, "usage-events", by: .gateway, Self.events(Self.event.replacing("\"hour\":9", with: "\"hour\":10")))
        #expect(ahead.status == 422 && ahead.errors == ["/events in_the_future"])
        let nobody = Self.event.replacing("}", with: #","booking":"00000000-0000-4000-8000-000000000000"}"#)
        let stranger = try await office.send(.post, "usage-events", by: .gateway, Self.events(nobody))
        #expect(stranger.status == 422 && stranger.errors == ["/events unknown_booking"])
      }
    }
  }
}
