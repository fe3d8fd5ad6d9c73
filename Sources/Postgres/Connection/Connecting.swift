import CLibPQ
import Glibc
import NIOConcurrencyHelpers

/// Makes connections, on a thread that may block.
enum Connecting {
  /// An established connection, nonblocking and in pipeline mode. Throws `connectionFailed`, with the server's state if
  /// it answered.
  static func connect(
    _ configuration: ConnectionConfiguration, _ session: SessionConfiguration
  ) async throws(PostgresError) -> ConnectionHandle {
    // Handed over under a lock, which ThreadSanitizer sees; the continuation's own ordering it does not.
    let result = NIOLockedValueBox(Attempt.failure(PostgresError(.connectionFailed)))
    await withCheckedContinuation { continuation in
      let isAccepted = BlockingThreads.connecting.submit {
        let outcome = attempt(configuration, session)
        result.withLockedValue { $0 = outcome }
        continuation.resume()
      }
      if !isAccepted { continuation.resume() }
    }
    return try result.withLockedValue { $0 }.get()
  }

  private typealias Attempt = Result<ConnectionHandle, PostgresError>

  private static func attempt(_ configuration: ConnectionConfiguration, _ session: SessionConfiguration) -> Attempt {
    let deadline = ContinuousClock.now + session.connectTimeout
    guard let pointer = start(startupParameters(configuration, session)) else {
      return .failure(PostgresError(.connectionFailed))
    }
    let handle = ConnectionHandle(pointer)
    // The server's refusal then reads "FATAL:  28P01": a state, and no text that names a role or a database.
    PQsetErrorVerbosity(pointer, PQERRORS_SQLSTATE)
    clibpq_silence_notices(pointer)
    guard PQstatus(pointer) != CONNECTION_BAD, poll(pointer, until: deadline) else {
      return .failure(refusal(pointer))
    }
    PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
    guard PQsetnonblocking(pointer, 1) == 0, PQenterPipelineMode(pointer) == 1 else {
      return .failure(PostgresError(.connectionFailed, connection: pointer))
    }
    return .success(handle)
  }

  /// The start-up parameters in force: what the caller asked for, and ours.
  static func startupParameters(
    _ configuration: ConnectionConfiguration, _ session: SessionConfiguration
  ) -> [(keyword: String, value: String)] {
    var parameters = configuration
    parameters["client_encoding"] = "UTF8"
    parameters["fallback_application_name"] = parameters["fallback_application_name"] ?? "swift"
    if session.preparedStatements, let timeout = session.statementTimeout {
      let setting = "-c statement_timeout=\(max(1, timeout.wholeMilliseconds))"
      parameters["options"] = [parameters["options"], setting].compactMap { $0 }.joined(separator: " ")
    }
    return parameters.parameters
  }

  private static func start(_ parameters: [(keyword: String, value: String)]) -> OpaquePointer? {
    let texts = parameters.map { (strdup($0.keyword), strdup($0.value)) }
    defer { for text in texts.flatMap({ [$0, $1] }) { free(text) } }
    let keywords = texts.map { UnsafePointer($0.0) } + [nil]
    let values = texts.map { UnsafePointer($0.1) } + [nil]
    return PQconnectStartParams(keywords, values, 0)
  }

  /// Goes through the handshake. False if it failed or took too long.
  private static func poll(_ pointer: OpaquePointer, until deadline: ContinuousClock.Instant) -> Bool {
    var wanted = PGRES_POLLING_WRITING
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { return false }
      var event = pollfd(
        fd: PQsocket(pointer), events: Int16(wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0)
      let count = posixPoll(&event, 1, Int32(clamping: left.wholeMilliseconds + 1))
      if count == 0 || (count < 0 && errno == EINTR) { continue }
      guard count > 0 else { return false }
      wanted = PQconnectPoll(pointer)
      switch wanted {
      case PGRES_POLLING_OK: return true
      case PGRES_POLLING_FAILED: return false
      default: continue
      }
    }
  }

  /// The error of an attempt that failed. libpq 15 has no field for the state of a refused start-up; at the verbosity
  /// chosen above it is the last word of the message, which is then a machine's and not a sentence.
  private static func refusal(_ pointer: OpaquePointer) -> PostgresError {
    var error = PostgresError(.connectionFailed, connection: pointer)
    let word = error.unredactedMessage?.split(whereSeparator: \.isWhitespace).last.map(String.init)
    if let word, word.utf8.count == 5, word.contains(where: \.isNumber),
      word.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) })
    {
      error.sqlState = SQLState(rawValue: word)
    }
    return error
  }
}

/// `poll(2)`, whose name the method above hides.
private func posixPoll(_ event: inout pollfd, _ count: nfds_t, _ milliseconds: Int32) -> Int32 {
  poll(&event, count, milliseconds)
}

extension Duration {
  /// Milliseconds, rounded down.
  var wholeMilliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
