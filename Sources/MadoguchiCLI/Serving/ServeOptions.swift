import ArgumentParser
import Logging

/// How the service listens and how much it takes on.
struct ServeOptions: ParsableArguments {
  @Option(help: "The address to listen on. [MADOGUCHI_HOST] (default: 127.0.0.1)")
  var host: String?

  @Option(help: "The port to listen on; 0 takes a free one. [MADOGUCHI_PORT] (default: 8080)")
  var port: Int?

  @Option(help: "Connections to the database at most. [MADOGUCHI_POOL_SIZE] (default: 16)")
  var poolSize: Int?

  @Option(help: "false behind PgBouncer in transaction mode. [MADOGUCHI_PREPARED_STATEMENTS] (default: true)")
  var preparedStatements: Bool?

  @Flag(help: "Offer POST /v1/clock to system_admin; only with --embedded. [MADOGUCHI_CLOCK_CONTROL]")
  var clockControl = false

  @Option(help: "trace, debug, info, notice, warning, error or critical. [MADOGUCHI_LOG_LEVEL] (default: info)")
  var logLevel: String?

  /// The same, with the environment and the defaults where an option was left out.
  func resolved() throws -> ServeSettings {
    var settings = ServeSettings()
    settings.host = host ?? Environment["HOST"] ?? settings.host
    settings.port = try port ?? Environment.number("PORT") ?? settings.port
    settings.poolSize = try poolSize ?? Environment.number("POOL_SIZE") ?? settings.poolSize
    settings.preparedStatements = try preparedStatements ?? Environment.truth("PREPARED_STATEMENTS") ?? true
    settings.clockControl = try clockControl || Environment.truth("CLOCK_CONTROL") ?? false
    settings.logLevel = try Log.level(logLevel)
    guard (0...65_535).contains(settings.port) else {
      throw Sentence("--port (MADOGUCHI_PORT) is \(settings.port); expected 0 to 65535")
    }
    guard (1...1_000).contains(settings.poolSize) else {
      throw Sentence("--pool-size (MADOGUCHI_POOL_SIZE) is \(settings.poolSize); expected 1 to 1000")
    }
    return settings
  }
}

/// What `serve` goes by, after options, environment and defaults.
struct ServeSettings: Sendable {
  var host = "127.0.0.1"
  var port = 8080
  var poolSize = 16
  var preparedStatements = true
  var clockControl = false
  var logLevel = Logger.Level.info
}
