import OfficeStore
import Testing

@testable import Messaging

/// Whatever holds a secret may be described in a log by whoever does not know that.
@Suite struct RedactionTests {
  private static let secret = "kunren-himitsu-0815"

  private func texts(_ value: Any) -> [String] {
    struct Holder { let value: Any }
    var dumped = ""
    dump(Holder(value: value), to: &dumped)
    return ["\(value)", "\(Holder(value: value))", String(reflecting: value), "\([value])", dumped]
  }

  /// As a text, and as an array of bytes shows it.
  private func isShown(_ secret: String, in text: String) -> Bool {
    text.contains(secret) || text.contains(secret.utf8.prefix(6).map(String.init).joined(separator: ", "))
  }

  @Test func `no description of a webhook's target shows its secret or its path`() throws {
    let target = try WebhookTarget(url: "https://mypage.example/kakushi-michi", secret: Array(Self.secret.utf8))
    for text in texts(target) + texts(WebhookChannel(to: target, sender: WebhookSender(allowsPrivate: false))) {
      #expect(!isShown(Self.secret, in: text) && !text.contains("kakushi"), "\(text)")
    }
    #expect("\(target)" == "webhook at mypage.example")
  }

  @Test func `no description of a message shows its text`() throws {
    let letter = try OutgoingMessage.letter()
    let body = String(decoding: letter.body, as: UTF8.self)
    for text in texts(letter) { #expect(!isShown(body, in: text), "\(text)") }
    #expect("\(letter)" == "message \(letter.id)")
  }

  @Test func `no description of a ring shows a key`() throws {
    let ring = try KeyRing(parsing: "k1 S2FnaUthZ2lLYWdpS2FnaUthZ2lLYWdpS2FnaUthZ2k=")
    for text in texts(ring) {
      #expect(!isShown("KagiKagiKagi", in: text) && !text.contains("S2FnaUthZ2l"), "\(text)")
    }
    #expect("\(ring)" == "keys k1")
  }
}
