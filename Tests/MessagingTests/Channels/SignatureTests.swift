import Testing

@testable import Messaging

@Suite struct SignatureTests {
  private static let secret = Array("mdgwh_a-secret-of-both-sides".utf8)
  private static let body = Array(#"{"id":"1"}"#.utf8)
  private static let signedAt: Int64 = 1_789_570_800

  private func refusal(
    _ body: [UInt8] = body, signature: String? = WebhookSignature.sign(body, at: signedAt, with: secret),
    timestamp: String? = String(signedAt), secret: [UInt8] = secret, now: Int64 = signedAt
  ) -> WebhookSignature.Refusal? {
    do throws(WebhookSignature.Refusal) {
      try WebhookSignature.verify(body, signature: signature, timestamp: timestamp, secret: secret, now: now)
      return nil
    } catch {
      return error
    }
  }

  // openssl: printf '1789570800.{"id":"1"}' | openssl dgst -sha256 -hmac mdgwh_a-secret-of-both-sides
  @Test func `the signature is the one that any other program makes`() {
    #expect(
      WebhookSignature.sign(Self.body, at: Self.signedAt, with: Self.secret)
        == "v1=2c2b4f07664bcdf6e6011d7fa3d95e493680bec90169d16f9dd153fa065c2c52")
  }

  @Test func `what was signed is believed`() {
    #expect(refusal() == nil)
    #expect(
      refusal(signature: WebhookSignature.sign(Self.body, at: Self.signedAt, with: Self.secret).uppercased())
        == .malformed)
  }

  @Test func `another body, time or secret is not`() {
    #expect(refusal(Array(#"{"id":"2"}"#.utf8)) == .wrongSignature)
    #expect(refusal(timestamp: String(Self.signedAt + 1)) == .wrongSignature)
    #expect(refusal(secret: Array("another secret of both".utf8)) == .wrongSignature)
  }

  @Test func `the stop between time and body can't be moved`() {
    let signature = WebhookSignature.sign(Array("0.x".utf8), at: 178, with: Self.secret)
    #expect(refusal(Array(".0.x".utf8), signature: signature, timestamp: "178", now: 178) == .wrongSignature)
  }

  @Test(arguments: [(299, true), (300, false), (-299, true), (-300, false), (86_400, false)])
  func `a request is believed for five minutes`(_ age: Int64, _ isBelieved: Bool) {
    #expect((refusal(now: Self.signedAt + age) == nil) == isBelieved)
    if !isBelieved { #expect(refusal(now: Self.signedAt + age) == .outsideWindow) }
  }

  @Test(arguments: [nil, "", "1789570800.0", "+1789570800", "0x6AA7", " 1789570800", "9999999999999999999999"])
  func `a timestamp of another form is refused`(_ timestamp: String?) {
    #expect(refusal(timestamp: timestamp) == .malformed)
  }

  @Test func `the ends of time are outside the window`() {
    #expect(refusal(timestamp: String(Int64.min), now: .max) == .outsideWindow)
    #expect(refusal(timestamp: String(Int64.max), now: .min) == .outsideWindow)
  }

  @Test(arguments: [nil, "", "v1=", "v2=00", "v1=zz", String(repeating: "0", count: 64)])
  func `a signature of another form is refused`(_ signature: String?) {
    #expect(refusal(signature: signature) == .malformed)
  }
}
