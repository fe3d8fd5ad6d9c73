import HTTPTypes
import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct RetentionTests {
    @Test func `an office reads and sets how long it keeps what`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let defaults = try await office.send(.get, "retention", by: .auditor)
        #expect(
          defaults.text
            == #"{"usage_device_months":3,"usage_event_months":12,"booking_months":36,"record_months":60}"#)
        let changed = try await office.send(
          .patch, "retention", by: .officeHead, #"{"booking_months":48,"usage_device_months":1}"#)
        #expect(changed.json["booking_months"].integer == 48 && changed.json["record_months"].integer == 60)
        #expect(try await office.send(.get, "retention", by: .officeHead).text == changed.text)
        let wrong = try await office.send(
          .patch, "retention", by: .officeHead, #"{"booking_months":11,"record_months":241,"terms_months":1}"#)
        #expect(
          wrong.errors == [
            "/booking_months out_of_range", "/record_months out_of_range", "/terms_months unknown_field",
          ])
        let reversed = try await office.send(
          .patch, "retention", by: .officeHead, #"{"usage_event_months":2,"usage_device_months":3}"#)
        #expect(reversed.status == 422 && reversed.errors == ["/usage_device_months devices_outlive_usage"])
        #expect(try await office.send(.patch, "retention", by: .supervisor, "{}").status == 403)
        #expect(try await office.send(.get, "retention", by: .supervisor).status == 403)
        #expect(try await office.send(.get, "retention/runs", by: .auditor).json["items"].elements.isEmpty)
      }
    }
  }
}
