/// A language that messages are written in; each message is written in all of them.
public enum MessageLanguage: String, Sendable, Hashable, CaseIterable {
  /// Japanese.
  case japanese = "ja"
  /// English.
  case english = "en"
}
