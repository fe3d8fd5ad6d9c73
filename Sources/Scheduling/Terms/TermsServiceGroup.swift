/// The services that a document of the terms is about: a label, the same for every issuer.
public struct TermsServiceGroup: Sendable, Hashable {
  /// One to forty of `a`–`z`, `0`–`9` and `_`, beginning with a letter.
  public let text: String

  /// オンライン職業相談等: the services that are booked here.
  public static let onlineCounseling = TermsServiceGroup(unchecked: "online_counseling")

  private init(unchecked text: String) { self.text = text }

  /// Nil when the text is not such a label.
  public init?(_ text: String) {
    guard let code = ServiceCode(text) else { return nil }
    self.text = code.text
  }
}

extension TermsServiceGroup: CustomStringConvertible {
  /// The label itself.
  public var description: String { text }
}
