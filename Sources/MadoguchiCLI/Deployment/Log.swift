import Logging

/// The process's log: lines on standard error, so that standard output stays what a command prints.
enum Log {
  static func logger(level: Logger.Level) -> Logger {
    var logger = Logger(label: "madoguchi", factory: StreamLogHandler.standardError(label:))
    logger.logLevel = level
    return logger
  }
}
