/// Why a private server could not be had. ``description`` is a sentence an operator can act on.
public struct LocalPostgresError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of trouble it is.
  public enum Code: Sendable, Hashable {
    /// No PostgreSQL 15 programs are installed.
    case programsMissing
    /// The socket's path would not fit into a socket address (107 bytes).
    case pathTooLong
    /// The directory can't be made, read or written by this user.
    case directoryUnusable
    /// The data was written by another major version of PostgreSQL.
    case versionMismatch
    /// The directory is in use, and what was asked needs it alone.
    case inUse
    /// A program of PostgreSQL failed or did not finish in time.
    case programFailed
  }

  /// What kind of trouble it is.
  public let code: Code
  /// What happened and what to do about it, in one or two sentences.
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
