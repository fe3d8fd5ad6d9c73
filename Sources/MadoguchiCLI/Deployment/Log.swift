import Logging

/// The process's log: lines on standard error, so that standard output stays what a command prints.
enum Log {
  static func logger(level: Logger.Level) -> Logger {
    var logger = Logger(label: "madoguchi", factory: StreamLogHandler.standardError(label:))
    logger.logLevel = level
    return logger
  }

  /// What `--log-level` or, left out, the environment says.
  static func level(_ text: String?) throws -> Logger.Level {
    let text = text ?? Environment["LOG_LEVEL"] ?? "info"
    guard let level = Logger.Level(rawValue: text) else {
      throw Sentence(
        "--log-level (MADOGUCHI_LOG_LEVEL) is '\(text)'; expected trace, debug, info, notice, warning, error or critical"
      )
    }
    return level
  }
}
