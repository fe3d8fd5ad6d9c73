import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct ServiceTests {
    @Test func `an office adds a service of its own, which is booked with its length`() async throws {
      try await TestOffice.open { office in
        let codes = try await office.send(.get, "services").json["items"].elements.map { $0["code"].text }
        #expect(codes == ["consultation", "interview", "managed_selection", "placement"])
        let body = #"{"code":"seminar","name_ja":"就職講座","name_en":"Seminar","minutes":60}"#
        let created = try await office.send(.post, "services", by: .supervisor, body)
        #expect(created.status == 201 && created.json["minutes"].integer == 60)
        let again = try await office.send(.post, "services", by: .supervisor, body)
        #expect(again.status == 409 && again.errors == ["/code already_exists"])
        let location = try #require(created.headers[.location])
        #expect(try await office.send(.get, location).bytes == created.bytes)

        let application = Bodies.application().replacing("consultation", with: "seminar")
        let booking = try await office.send(.post, "bookings", application)
        #expect(booking.json["wishes"][0]["end"].text == "2026-09-17T10:00:00+09:00")
        let longer = try await office.send(.patch, location, by: .supervisor, #"{"minutes":90,"name_ja":"講座"}"#)
        #expect(longer.json["minutes"].integer == 90 && longer.json["name_en"].text == "Seminar")
        let kept = try await office.send(.get, "bookings/\(booking.json["id"].text ?? "")")
        #expect(kept.json["wishes"][0]["end"].text == "2026-09-17T10:00:00+09:00")

        #expect(try await office.send(.delete, location, by: .supervisor).status == 204)
        #expect(try await office.send(.get, location).status == 404)
        #expect(try await office.send(.post, "bookings", application).errors == ["/service unknown_service"])
        let back = try await office.send(.post, "services", by: .supervisor, body)
        #expect(back.status == 201 && back.json["minutes"].integer == 60)
      }
    }

    @Test func `every field error is told`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let wrong = #"{"code":"Semi nar","name_ja":"","name_en":null,"minutes":4,"price":0}"#
        #expect(
          try await office.send(.post, "services", by: .supervisor, wrong).errors == [
            "/code invalid_format", "/name_ja required", "/minutes out_of_range", "/price unknown_field",
          ])
        let japanese = try await office.send(
          .post, "services", by: .supervisor, #"{"code":"talk","name_ja":"講話","minutes":5}"#)
        #expect(japanese.json["name_en"].text == "講話")
        let location = try #require(japanese.headers[.location])
        #expect(
          try await office.send(.patch, location, by: .supervisor, #"{"code":"other","minutes":481}"#).errors == [
            "/minutes out_of_range", "/code unknown_field",
          ])
      }
    }
  }
}
