import Crypto
import Foundation

/// The signature of a webhook's request: HMAC-SHA-256 under the secret that both sides know, over the timestamp, a full
/// stop and the body as it was sent.
///
/// ```
/// Madoguchi-Message-Id: 0198a000-0000-7000-8000-000000000001
/// Madoguchi-Timestamp: 1789570800
/// Madoguchi-Signature: v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
/// ```
///
/// The timestamp is the sender's own time in seconds since 1970, also where the service's clock is shifted: it is compared
/// with the receiver's clock, and no rule of the counter reads it.
public enum WebhookSignature {
  /// The headers of a request.
  public enum Header {
    /// The message's id, the same at every repetition.
    public static let messageID = "Madoguchi-Message-Id"
    /// Seconds since 1970.
    public static let timestamp = "Madoguchi-Timestamp"
    /// `v1=` and 64 hexadecimal digits.
    public static let signature = "Madoguchi-Signature"
  }

  /// Why a receiver refuses a request.
  public enum Refusal: Error, Sendable, Hashable {
    /// A header is missing, or has another form.
    case malformed
    /// Signed too long ago, or too far ahead: somebody may be repeating what was overheard.
    case outsideWindow
    /// Signed with another secret, or not what was signed.
    case wrongSignature
  }

  /// How far the two clocks and the way may be apart, in seconds; a request signed exactly so long ago is refused.
  public static let window: Int64 = 300

  /// The signature's header.
  public static func sign(_ body: [UInt8], at timestamp: Int64, with secret: [UInt8]) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: content(body, timestamp), using: SymmetricKey(data: secret))
    return "v1=" + code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// What a receiver does with a request before it believes it.
  ///
  /// - Parameters:
  ///   - signature: the header of that name.
  ///   - timestamp: the header of that name.
  ///   - now: the receiver's own time in seconds since 1970.
  /// - Throws: the reason to refuse the request. What it doesn't know is which ids were there before.
  public static func verify(
    _ body: [UInt8], signature: String?, timestamp: String?, secret: [UInt8], now: Int64
  ) throws(Refusal) {
    guard let timestamp, let signed = Int64(timestamp), String(signed) == timestamp, let signature,
      let code = bytes(of: signature)
    else { throw .malformed }
    let (age, overflows) = now.subtractingReportingOverflow(signed)
    guard !overflows, age > -window, age < window else { throw .outsideWindow }
    let isValid = HMAC<SHA256>.isValidAuthenticationCode(
      code, authenticating: content(body, signed), using: SymmetricKey(data: secret))
    guard isValid else { throw .wrongSignature }
  }

  private static func content(_ body: [UInt8], _ timestamp: Int64) -> [UInt8] { Array("\(timestamp).".utf8) + body }

  private static func bytes(of signature: String) -> [UInt8]? {
    guard signature.hasPrefix("v1="), signature.utf8.count == 67 else { return nil }
    let digits = Array(signature.utf8.dropFirst(3))
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Character(Unicode.Scalar(digits[index])).hexDigitValue,
        let low = Character(Unicode.Scalar(digits[index + 1])).hexDigitValue
      else { return nil }
      bytes.append(UInt8(high * 16 + low))
    }
    return bytes
  }
}
