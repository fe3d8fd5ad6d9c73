/// How long to wait for the server's next result, and what to do when it does not come.
struct Patience {
  /// What is to be done at the deadline.
  enum Step {
    /// Ask the server to stop.
    case cancel
    /// Close the connection.
    case giveUp
  }

  /// A request to cancel can come too early for the server, so that it is repeated.
  private static let mostRequests = 4
  private static let betweenRequests = Duration.milliseconds(500)

  private let timeout: Duration?
  private var requests = 0
  /// When to stop waiting; `nil` for never.
  private(set) var deadline: ContinuousClock.Instant?

  /// Waits for the statement timeout; where the server keeps it too, a margin longer, so that it is the first to act.
  init(_ session: SessionConfiguration, now: ContinuousClock.Instant) {
    timeout = session.statementTimeout.map { session.preparedStatements ? $0 + session.margin : $0 }
    deadline = timeout.map { now + $0 }
  }

  /// Waits for ever, until a request to cancel.
  init() {
    timeout = nil
  }

  /// A result has come: the next statement has its own time.
  mutating func progress(now: ContinuousClock.Instant) {
    guard requests == 0 else { return }
    deadline = timeout.map { now + $0 }
  }

  /// The server has been asked to stop by someone else: it has little time from here on.
  mutating func cancelRequested(now: ContinuousClock.Instant) {
    guard requests == 0 else { return }
    requests = 1
    deadline = now + Self.betweenRequests
  }

  /// The deadline has passed.
  mutating func next(now: ContinuousClock.Instant) -> Step {
    guard requests < Self.mostRequests else { return .giveUp }
    requests += 1
    deadline = now + Self.betweenRequests
    return .cancel
  }
}
