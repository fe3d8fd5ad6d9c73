/// The languages in which the service explains itself.
public enum Language: String, Sendable, CaseIterable {
  /// Japanese, the default.
  case japanese = "ja"
  /// English.
  case english = "en"

  /// The language a client likes best (RFC 9110 §12.5.4). Japanese when it names none that is spoken here.
  ///
  /// - Parameter acceptLanguage: the header's value, such as `en-GB, ja;q=0.8`; nil when it wasn't sent.
  public init(acceptLanguage: String?) {
    self = .japanese
    var best = 0.0
    for entry in (acceptLanguage ?? "").prefix(1000).split(separator: ",") {
      let parts = entry.split(separator: ";").map { $0.trimmingBlanks().lowercased() }
      guard let range = parts.first, let language = Language(range: range) else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      if weight > best {
        self = language
        best = weight
      }
    }
  }

  /// The language of a range: `en`, `en-US`; `*` is the default's.
  private init?(range: String) {
    if range == "*" {
      self = .japanese
    } else {
      self.init(rawValue: String(range.prefix { $0 != "-" }))
    }
  }
}
