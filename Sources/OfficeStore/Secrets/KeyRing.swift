import Crypto
import Foundation

/// The keys that seal secrets at rest: the first one seals, every one opens, so that a key can be changed while older
/// secrets still read (`madoguchi keys rotate` seals them anew).
///
/// They come from the environment or a file and are never in the database: whoever has only a copy of it has no secret.
public struct KeyRing: Sendable {
  /// A secret as it lies in the database.
  public struct Sealed: Sendable, Hashable {
    /// Which key sealed it.
    public let keyID: String
    /// Nonce, ciphertext and tag of AES-256-GCM.
    public let box: [UInt8]

    /// As it was read from its two columns.
    public init(keyID: String, box: [UInt8]) {
      self.keyID = keyID
      self.box = box
    }
  }

  /// What a value is known by without being told: HMAC-SHA-256 under a key of the ring.
  public struct Digest: Sendable, Hashable {
    /// Under which key; digests under different keys cannot be compared.
    public let keyID: String
    /// 32 bytes.
    public let bytes: [UInt8]
  }

  private let keys: [(id: String, key: SymmetricKey)]

  /// The key that seals from now on.
  public var currentID: String { keys[0].id }

  /// Every key, the current one first.
  public var ids: [String] { keys.map(\.id) }

  /// Reads one key a line, `ID BASE64` with 32 bytes; the first one is current. Empty lines and lines that begin with `#`
  /// are skipped.
  public init(parsing text: String) throws(KeyRingError) {
    var keys: [(id: String, key: SymmetricKey)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let parts = line.split(whereSeparator: \.isWhitespace)
      guard let id = parts.first, !id.hasPrefix("#") else { continue }
      guard parts.count == 2, id.utf8.count <= 40, let bytes = Data(base64Encoded: String(parts[1])), bytes.count == 32
      else { throw .notAKey(line: index + 1) }
      guard !keys.contains(where: { $0.id == id }) else { throw .sameID(line: index + 1) }
      keys.append((String(id), SymmetricKey(data: bytes)))
    }
    guard !keys.isEmpty else { throw .empty }
    self.keys = keys
  }

  /// A new key as a line of a ring, with a random id.
  public static func line() -> String {
    let id = (0..<4).map { _ in String(format: "%02x", UInt8.random(in: .min ... .max)) }.joined()
    return "\(id) \(SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString())\n"
  }

  /// Seals under the current key.
  ///
  /// - Parameter place: what the secret belongs to, such as a licence's id: a box that was moved elsewhere does not open.
  public func seal(_ secret: [UInt8], for place: String) throws(KeyRingError) -> Sealed {
    let (id, key) = keys[0]
    do {
      let box = try AES.GCM.seal(secret, using: key, authenticating: Array(place.utf8))
      guard let combined = box.combined else { throw KeyRingError.doesNotOpen }
      return Sealed(keyID: id, box: Array(combined))
    } catch {
      throw .doesNotOpen
    }
  }

  /// Opens what `seal(_:for:)` made for the same place. Throws `unknownKey` when its key is no longer in the ring.
  public func open(_ sealed: Sealed, for place: String) throws(KeyRingError) -> [UInt8] {
    guard let key = keys.first(where: { $0.id == sealed.keyID })?.key else { throw .unknownKey(sealed.keyID) }
    do {
      return Array(
        try AES.GCM.open(AES.GCM.SealedBox(combined: sealed.box), using: key, authenticating: Array(place.utf8)))
    } catch {
      throw .doesNotOpen
    }
  }

  /// The value's digest under the current key, different for each purpose.
  public func digest(_ value: some Sequence<UInt8>, for purpose: String) -> Digest {
    Self.digest(Array(value), for: purpose, under: keys[0])
  }

  /// The value's digests under every key of the ring: what it may have been kept as before a key was changed.
  public func digests(_ value: some Sequence<UInt8>, for purpose: String) -> [Digest] {
    let value = Array(value)
    return keys.map { Self.digest(value, for: purpose, under: $0) }
  }

  private static func digest(_ value: [UInt8], for purpose: String, under key: (id: String, key: SymmetricKey))
    -> Digest
  {
    let own = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: key.key, info: Array("madoguchi digest \(purpose)".utf8), outputByteCount: 32)
    return Digest(keyID: key.id, bytes: Array(HMAC<SHA256>.authenticationCode(for: value, using: own)))
  }
}

extension KeyRing: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The keys' ids, the current one first.
  public var description: String { "keys \(ids.joined(separator: ", "))" }
  /// The same.
  public var debugDescription: String { description }
  /// Has no children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a ring, or what it sealed, is of no use. Says nothing about keys or secrets.
public enum KeyRingError: Error, Sendable, Hashable {
  /// There is no key in it.
  case empty
  /// The line is not `ID BASE64` with 32 bytes and an id of at most 40.
  case notAKey(line: Int)
  /// The line's id was used before.
  case sameID(line: Int)
  /// The secret was sealed under a key that is not in the ring.
  case unknownKey(String)
  /// The box was changed, or belongs elsewhere.
  case doesNotOpen
}
