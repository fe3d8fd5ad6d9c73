import Testing

@testable import AdminAPI

extension HTTPTests {
  /// 第3条: free of charge; the line's cost is the user's.
  @Suite struct Article3MessagesTests {
    @Test(arguments: ["offer", "details", "follow_up_details"])
    func `Art. 3: the message says that the service is free and the line is the user's`(_ kind: String) async throws {
      try await TestOffice.open(equipped: false) { office in
        for message in try await office.previews(of: kind, in: "ja") {
          #expect(message.contains("利用料は無料です"))
          #expect(message.contains("通信機器・通信料等の費用は、ご利用の方の負担となります"))
        }
        for message in try await office.previews(of: kind, in: "en") {
          #expect(message.contains("free of charge"))
          #expect(message.contains("data connection are at your own cost"))
        }
      }
    }
  }
}
