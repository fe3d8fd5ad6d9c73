/// What a message says in one language, as plain text: nothing in it is markup, and whoever shows it as HTML escapes it.
public struct MessageText: Sendable, Hashable, Encodable {
  /// One line.
  public let title: String
  /// Lines that end with `\n`, the last one included.
  public let body: String
}
