/// How one connection behaves once it is made.
public struct SessionConfiguration: Sendable {
  /// How long a connection attempt may take, name resolution apart. 5 s.
  public var connectTimeout: Duration = .seconds(5)

  /// How long one statement may take: the server's `statement_timeout`, enforced from this side too, with a margin.
  /// `nil` leaves the server's own setting and waits without end. 10 s.
  public var statementTimeout: Duration? = .seconds(10)

  /// Whether statements are prepared once per connection. False for a PgBouncer in transaction mode, which gives every
  /// transaction another server connection: statements then travel unnamed, and no start-up `options` that PgBouncer
  /// 1.18 refuses are sent, so that only this side enforces `statementTimeout`.
  public var preparedStatements = true

  /// Told the texts of the statements of each round trip once they are on their way, never a value: for whoever counts
  /// round trips or compares texts. Scripts are not told of.
  public var roundTripObserver: (@Sendable (_ statements: [StaticString]) -> Void)?

  /// The defaults.
  public init() {}

  /// How much longer than the server this side waits before it cancels, and then before it closes the connection.
  var margin: Duration { .seconds(1) }
}
