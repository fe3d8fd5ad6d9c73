import Testing

@testable import AdminAPI

extension HTTPTests {
  /// 第12条, as far as messages tell it.
  @Suite struct Article12TextTests {
    @Test(arguments: ["details", "follow_up_details", "reminder_day_before"])
    func `Art. 12(2): the message bans recording by any means`(_ kind: String) async throws {
      try await TestOffice.open(equipped: false) { office in
        for message in try await office.previews(of: kind, in: "ja") {
          #expect(message.contains("方法を問わず記録することは禁止です"))
        }
        for message in try await office.previews(of: kind, in: "en") {
          #expect(message.contains("Recording is prohibited by any means"))
        }
      }
    }

    @Test(arguments: ["details", "follow_up_details"])
    func `Art. 12(3): the message asks for a private place and for companions to be announced`(
      _ kind: String
    ) async throws {
      try await TestOffice.open(equipped: false) { office in
        for message in try await office.previews(of: kind, in: "ja") {
          #expect(message.contains("個室") && message.contains("同席する場合は、事前にご連絡ください"))
        }
        for message in try await office.previews(of: kind, in: "en") {
          #expect(message.contains("private room") && message.contains("tell us beforehand"))
        }
      }
    }

    @Test(arguments: ["details", "follow_up_details", "reminder_day_before"])
    func `Art. 12(4)(5): the message reminds of application, connection, current software and cost`(
      _ kind: String
    ) async throws {
      try await TestOffice.open(equipped: false) { office in
        for message in try await office.previews(of: kind, in: "ja") {
          for word in ["アプリケーションの準備", "接続の確認", "最新の状態", "通信料"] { #expect(message.contains(word)) }
        }
        for message in try await office.previews(of: kind, in: "en") {
          for word in ["application ready", "connection tested", "up to date", "data connection"] {
            #expect(message.contains(word))
          }
        }
      }
    }
  }
}
