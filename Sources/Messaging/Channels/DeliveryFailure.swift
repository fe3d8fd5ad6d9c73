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
  /// The facts lack something that the message shows.
  case factMissing = "fact_missing"
  /// The database did not answer while the message was made.
  case databaseUnavailable = "database_unavailable"

  /// Whether it is the target that failed, and further messages would fail too.
  var isTheTargets: Bool {
    switch self {
    case .noMeeting, .factMissing, .databaseUnavailable: false
    default: true
    }
  }
}
