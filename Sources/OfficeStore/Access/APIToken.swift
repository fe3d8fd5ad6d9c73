import Crypto
import Foundation
import Scheduling

/// A bearer token: shown once when made, afterwards known only by its SHA-256.
public struct APIToken: Sendable {
  /// What the client sends; 256 random bits behind a prefix that secret scanners can look for.
  public let text: String

  /// A new token from the system's random source.
  public init() {
    let bits = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    text =
      "mdg_"
      + bits.base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
  }

  static func hash(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
