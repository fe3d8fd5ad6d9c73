/// The code of a service type, for example `consultation`.
public struct ServiceCode: Sendable, Hashable {
  /// One to forty of `a`–`z`, `0`–`9` and `_`, beginning with a letter.
  public let text: String

  /// 職業相談.
  public static let consultation = ServiceCode(unchecked: "consultation")
  /// 職業紹介.
  public static let placement = ServiceCode(unchecked: "placement")
  /// 面接.
  public static let interview = ServiceCode(unchecked: "interview")
  /// 管理選考.
  static let managedSelection = ServiceCode(unchecked: "managed_selection")

  private init(unchecked text: String) {
    self.text = text
  }

  /// Nil when the text is not a code; whether an office knows it is another question (`unknown_service`).
  public init?(_ text: String) {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let first = text.utf8.first, letters.contains(first), text.utf8.count <= 40,
      text.utf8.allSatisfy({ letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_") })
    else { return nil }
    self.text = text
  }
}

extension ServiceCode: CustomStringConvertible {
  /// The code itself.
  public var description: String { text }
}
