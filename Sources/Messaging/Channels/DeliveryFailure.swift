/// Why a message did not arrive, as a code: the other side's own words might quote a person or a secret.
public enum DeliveryFailure: String, Error, Sendable, Hashable, CaseIterable {
  /// No whole answer in time.
  case timeout
  /// The name has no address.
  case unresolved
  /// The address, or one of the name's, is not a public one.
  case addressRefused = "address_refused"
  /// The address is not one that messages may be sent to: not https, or not an address at all.
  case urlRefused = "url_refused"
  /// Nobody listens, TLS failed, or the connection broke.
  case connectionFailed = "connection_failed"
  /// The answer points elsewhere; nobody follows it.
  case redirected
  /// The answer was 4xx.
  case clientError = "http_4xx"
  /// The answer was 5xx.
  case serverError = "http_5xx"
  /// The answer was of no known class.
  case strangeStatus = "http_other"
  /// The folder cannot be written.
  case spoolFailed = "spool_failed"
  /// The office's webhook has a secret that no key here opens.
  case secretUnreadable = "secret_unreadable"
  /// The meeting has no credentials yet.
  case noMeeting = "no_meeting"
  /// No key here opens the meeting's credentials.
  case keysMissing = "keys_missing"
  /// The meeting's credentials cannot be read, or are damaged: their key opens nothing.
  case meetingUnreadable = "meeting_unreadable"
  /// The facts lack something that the message shows.
  case factMissing = "fact_missing"
  /// The database did not answer while the message was made.
  case databaseUnavailable = "database_unavailable"

  /// Whose fault it is: what a failure costs depends on it.
  enum Cause {
    /// The target's: further messages would fail too.
    case target
    /// Ours, until somebody mends it: no message can help it.
    case house
    /// The message's own: it would fail anywhere.
    case message
  }

  /// Every failure that is a target's.
  static var ofTargets: [DeliveryFailure] { allCases.filter { $0.cause == .target } }

  var cause: Cause {
    switch self {
    case .noMeeting, .keysMissing, .meetingUnreadable, .databaseUnavailable: .house
    case .factMissing: .message
    case .timeout, .unresolved, .addressRefused, .urlRefused, .connectionFailed, .redirected, .clientError,
      .serverError, .strangeStatus, .spoolFailed, .secretUnreadable:
      .target
    }
  }
}
