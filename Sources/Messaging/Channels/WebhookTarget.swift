import Foundation

/// Where an office's webhook is, and what signs what goes there.
public struct WebhookTarget: Sendable {
  /// The address, as it was set.
  public let url: String
  let secret: [UInt8]
  /// The name or address in it, without brackets.
  let host: String

  /// - Parameters:
  ///   - allowsPlain: whether http will do; only where private addresses are allowed.
  /// - Throws: `urlRefused` for what is no address, is not https, or holds a user.
  public init(url: String, secret: [UInt8], allowsPlain: Bool = false) throws(DeliveryFailure) {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(), let host = parts.host,
      !host.isEmpty, parts.user == nil, parts.password == nil, parts.fragment == nil,
      scheme == "https" || (scheme == "http" && allowsPlain), !secret.isEmpty
    else { throw .urlRefused }
    let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    guard Self.authority(of: url).utf8.allSatisfy(Self.isPlain), bare.utf8.allSatisfy(Self.isPlain) else {
      throw .urlRefused
    }
    self.url = url
    self.secret = secret
    self.host = bare
  }

  /// What stands between `//` and the path, as it is written.
  private static func authority(of url: String) -> Substring {
    guard let scheme = url.firstRange(of: "://") else { return "%" }
    return url[scheme.upperBound...].prefix { !"/?#".contains($0) }
  }

  /// Letters, digits and what names and addresses have between them. Whatever could be read in two ways is refused: the
  /// name that is judged must be the one that is connected to.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"),
      UInt8(ascii: "["), UInt8(ascii: "]"):
      true
    default: false
    }
  }
}

extension WebhookTarget: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The name or address that is sent to; not the path, which may be a secret of the receiver's, and not what signs.
  public var description: String { "webhook at \(host)" }
  /// The same.
  public var debugDescription: String { description }
  /// Has no children: whatever describes what holds it finds nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
