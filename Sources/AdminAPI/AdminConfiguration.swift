import NIOCore

/// What an operator may decide about the HTTP API.
public struct AdminConfiguration: Sendable {
  /// The address to listen on.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 takes a free one.
  public var port = 8080
  /// The most bytes a body may have; a larger one is 413.
  public var bodyLimit = 1_048_576
  /// How long a client may take to send its body before the connection is closed.
  public var bodyDeadline = TimeAmount.seconds(30)
  /// How long a connection may be silent before it is closed.
  public var idleTimeout = TimeAmount.seconds(60)
  /// Connections at a time; further ones wait in the backlog.
  public var connectionLimit = 1_024
  /// Failures to authenticate that an address has free.
  public var failedAuthenticationBurst = 60
  /// Failures to authenticate that are forgiven per second.
  public var failedAuthenticationsPerSecond = 1.0
  /// Whether the last address in `X-Forwarded-For` is the client's: only behind a proxy that writes it.
  public var trustsForwardedFor = false
  /// The version that `/metrics` and `/healthz` tell.
  public var version = "development"

  /// The defaults.
  public init() {}
}
