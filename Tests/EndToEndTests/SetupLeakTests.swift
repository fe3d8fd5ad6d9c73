import Foundation
import Testing

extension EndToEndTests {
  /// What a service is set up with is as secret as what it keeps.
  @Suite struct SetupLeakTests {
    private static let (password, secret) = ("Kunren-Goma_4711", "kunren-himitsu-0815")

    @Test func `a password, a webhook's secret and a key are in no log, however much is logged`() async throws {
      try await Scratch.use { scratch in
        try await Service.serve(in: scratch) { _ in
          let keys = try String(contentsOfFile: "\(scratch.data)/keys", encoding: .utf8)
          let environment = Self.environment(scratch, keys)
          for command in [["serve"], ["relay"]] {
            try await Service.run(command, environment, in: scratch) { service async throws in
              #expect(try await service.client.send("GET", "/readyz").status == 200)
              #expect(await service.stop(with: SIGTERM) == 0)
            }
          }
          let log = scratch.everyLog
          #expect(log.components(separatedBy: "Starting service lifecycle").count > 2)
          let key = try #require(keys.split(whereSeparator: \.isWhitespace).last.map(String.init))
          let raw = try #require(Data(base64Encoded: key))
          #expect(!log.contains(key))
          let planted = ["password": Data(Self.password.utf8), "secret": Data(Self.secret.utf8), "key": raw]
          for (name, bytes) in planted {
            for form in Self.forms(of: bytes) { #expect(!log.contains(form), "\(name)") }
          }
        }
      }
    }

    private static func environment(_ scratch: Scratch, _ keys: String) -> [String: String] {
      func address(_ role: String) -> String {
        "postgresql://madoguchi_\(role):\(password)@/madoguchi?host=\(scratch.data)"
      }
      return [
        "MADOGUCHI_DATABASE_URL": address("app"), "MADOGUCHI_OWNER_URL": address("owner"),
        "MADOGUCHI_MAINTENANCE_URL": address("maintenance"), "MADOGUCHI_RELAY_URL": address("relay"),
        "MADOGUCHI_KEYS": keys, "MADOGUCHI_WEBHOOK_URL": "https://mypage.example/",
        "MADOGUCHI_WEBHOOK_SECRET": secret, "MADOGUCHI_LOG_LEVEL": "trace",
      ]
    }

    /// As a text, in hex, in base64, and as an array of bytes is described.
    private static func forms(of bytes: Data) -> [String] {
      [
        String(decoding: bytes, as: UTF8.self), bytes.map { String(format: "%02x", $0) }.joined(),
        bytes.base64EncodedString(), bytes.map(String.init).joined(separator: ", "),
      ]
    }
  }
}
