import ArgumentParser
import Logging
import Scheduling

/// How the service listens and how much it takes on.
struct ServeOptions: ParsableArguments {
  @Option(help: "The address to listen on. [MADOGUCHI_HOST] (default: 127.0.0.1)")
  var host: String?

  @Option(help: "The port to listen on; 0 takes a free one. [MADOGUCHI_PORT] (default: 8080)")
  var port: Int?

  @Option(
    help: """
      true takes a client's address from the last one of X-Forwarded-For: only behind a proxy that writes it. \
      [MADOGUCHI_TRUST_FORWARDED_FOR] (default: false)
      """)
  var trustForwardedFor: Bool?

  @Option(help: "Connections to the database at most. [MADOGUCHI_POOL_SIZE] (default: 16)")
  var poolSize: Int?

  @Option(help: "false behind PgBouncer in transaction mode. [MADOGUCHI_PREPARED_STATEMENTS] (default: true)")
  var preparedStatements: Bool?

  @Flag(help: "Offer POST /v1/clock to system_admin; only with --embedded. [MADOGUCHI_CLOCK_CONTROL]")
  var clockControl = false

  @Option(
    help: """
      When what has expired is let go of, each day, by the offices' clocks: HH:MM, or off; needs --maintenance-url. \
      [MADOGUCHI_RETENTION_AT] (default: 03:00; off where the clock can be moved)
      """)
  var retentionAt: String?

  @Option(help: "trace, debug, info, notice, warning, error or critical. [MADOGUCHI_LOG_LEVEL] (default: info)")
  var logLevel: String?

  /// The same, with the environment and the defaults where an option was left out.
  func resolved() throws -> ServeSettings {
    var settings = ServeSettings()
    settings.host = host ?? Environment["HOST"] ?? settings.host
    settings.port = try port ?? Environment.number("PORT") ?? settings.port
    settings.trustsForwardedFor = try trustForwardedFor ?? Environment.truth("TRUST_FORWARDED_FOR") ?? false
    settings.poolSize = try poolSize ?? Environment.number("POOL_SIZE") ?? settings.poolSize
    settings.preparedStatements = try preparedStatements ?? Environment.truth("PREPARED_STATEMENTS") ?? true
    settings.clockControl = try clockControl || Environment.truth("CLOCK_CONTROL") ?? false
    settings.retention = try (retentionAt ?? Environment["RETENTION_AT"]).map(Self.retention) ?? .byDefault
    settings.logLevel = try Log.level(logLevel)
    guard (0...65_535).contains(settings.port) else {
      throw Sentence("--port (MADOGUCHI_PORT) is \(settings.port); expected 0 to 65535")
    }
    guard (1...1_000).contains(settings.poolSize) else {
      throw Sentence("--pool-size (MADOGUCHI_POOL_SIZE) is \(settings.poolSize); expected 1 to 1000")
    }
    return settings
  }

  private static func retention(_ text: String) throws -> ServeSettings.Retention {
    if text == "off" { return .off }
    guard let time = TimeOfDay(text), time < .endOfDay else {
      throw Sentence("--retention-at (MADOGUCHI_RETENTION_AT) is '\(text)'; expected HH:MM, or off")
    }
    return .at(time)
  }
}

/// What `serve` goes by, after options, environment and defaults.
struct ServeSettings: Sendable {
  var host = "127.0.0.1"
  var port = 8080
  var trustsForwardedFor = false
  var poolSize = 16
  var preparedStatements = true
  var clockControl = false
  var retention = Retention.byDefault
  var logLevel = Logger.Level.info

  /// What was said of the time of retention.
  enum Retention: Sendable {
    case byDefault
    case off
    case at(TimeOfDay)
  }

  /// When retention runs; nil when it does not. Where years pass in minutes nobody wants it unasked.
  var retentionTime: TimeOfDay? {
    switch retention {
    case .byDefault: clockControl ? nil : TimeOfDay(hour: 3, minute: 0)
    case .off: nil
    case .at(let time): time
    }
  }
}
