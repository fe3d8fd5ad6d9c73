/// A request and its answer, as they were on the wire.
public struct Exchange: Sendable {
  /// The method.
  public let method: String
  /// Path and query, percent-encoded.
  public let path: String
  /// The body that was sent, if any.
  public let request: String?
  /// The answer's status.
  public let status: Int
  /// The answer's header, a field a line.
  public let head: String
  /// The answer's body.
  public let text: String

  /// An exchange with all its parts.
  public init(method: String, path: String, request: String?, status: Int, head: String, text: String) {
    self.method = method
    self.path = path
    self.request = request
    self.status = status
    self.head = head
    self.text = text
  }
}
