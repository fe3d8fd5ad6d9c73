import Testing

@testable import AdminAPI

extension HTTPTests {
  @Suite struct PolicyTests {
    /// Every setting with its default and another value, as they are written.
    private static let settings = [
      ("confirm_cutoff", #""calendar_day_end""#, #""calendar_day_at 17:15""#),
      ("offer_reply_open_days", "2", "3"), ("hold_offers", "true", "false"), ("max_candidates", "3", "4"),
      ("job_seeker_number_required_at", #""confirm""#, #""session""#),
      ("environment_check_required_at", #""start""#, #""confirm""#), ("grid_minutes", "30", "15"),
      ("cancel_channels", #"["phone","my_page"]"#, #"["counter"]"#), ("no_show_minutes", "10", "15"),
      ("refusal_review_threshold", "2", "3"), ("refusal_review_window_days", "365", "180"),
      ("usage_events", "true", "false"),
    ]

    @Test func `a policy tells twelve settings, and each can be set`() async throws {
      try await TestOffice.open(equipped: false) { office in
        let usual = Self.settings.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
        #expect(try await office.send(.get, "policy").text == "{\(usual)}")
        for (name, _, other) in Self.settings {
          let set = try await office.send(.patch, "policy", by: .officeHead, "{\"\(name)\":\(other)}")
          #expect(set.status == 200, "\(name)")
        }
        let others = Self.settings.map { "\"\($0.0)\":\($0.2)" }.joined(separator: ",")
        #expect(try await office.send(.get, "policy").text == "{\(others)}")
      }
    }
  }
}
