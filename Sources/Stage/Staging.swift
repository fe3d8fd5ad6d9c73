/// How a staged service is started, where a purpose wants it otherwise.
public struct Staging: Sendable {
  /// Where the service's clock starts.
  public var clock = Stage.clock
  /// What the service writes to its log at least.
  public var logLevel = "notice"
  /// Whether the service lays messages into `spool` beside its data; otherwise they wait until they are fetched.
  public var laysMessagesDown = false
  /// Further arguments of `serve`.
  public var arguments: [String] = []
  /// Settings of the private PostgreSQL, which win over those that a private server has by itself; without any the service
  /// starts it.
  public var settings: [String: String] = [:]
  /// Hears of everything that the stage's client asks and is answered.
  public var observe: @Sendable (Exchange) -> Void = { _ in }

  /// As most purposes want it.
  public init() {}
}
