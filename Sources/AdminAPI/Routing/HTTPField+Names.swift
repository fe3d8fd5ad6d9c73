import HTTPTypes

/// The header names that HTTPTypes doesn't know itself.
extension HTTPField.Name {
  /// `X-Request-Id`
  static let xRequestID = HTTPField.Name(known: "X-Request-Id")
  /// `Idempotency-Key`
  static let idempotencyKey = HTTPField.Name(known: "Idempotency-Key")
  /// `Idempotency-Replayed`
  static let idempotencyReplayed = HTTPField.Name(known: "Idempotency-Replayed")
  /// `Link`
  static let link = HTTPField.Name(known: "Link")

  /// `X-Forwarded-For`
  static let xForwardedFor = HTTPField.Name(known: "X-Forwarded-For")

  /// A name that is a token (RFC 9110 §5.1).
  private init(known name: StaticString) {
    guard let field = HTTPField.Name("\(name)") else { preconditionFailure("\(name) is not a field name") }
    self = field
  }
}
