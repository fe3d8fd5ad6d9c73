import HTTPTypes

/// The header names that HTTPTypes doesn't know itself.
extension HTTPField.Name {
  /// `X-Request-Id`
  static let xRequestID = HTTPField.Name(known: "x-request-id")
  /// `Idempotency-Key`
  static let idempotencyKey = HTTPField.Name(known: "idempotency-key")
  /// `Idempotency-Replayed`
  static let idempotencyReplayed = HTTPField.Name(known: "idempotency-replayed")
  /// `Link`
  static let link = HTTPField.Name(known: "link")

  /// `X-Forwarded-For`
  static let xForwardedFor = HTTPField.Name(known: "x-forwarded-for")

  /// A name that is a token (RFC 9110 §5.1).
  private init(known name: StaticString) {
    guard let field = HTTPField.Name("\(name)") else { preconditionFailure("\(name) is not a field name") }
    self = field
  }
}
