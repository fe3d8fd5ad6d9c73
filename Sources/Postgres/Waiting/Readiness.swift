import CLibPQ
import NIOConcurrencyHelpers

/// One thread that watches the sockets of all connections and does nothing but resume whoever waits for one.
///
/// A connection's calls to libpq never block and run on the caller's thread; between them the caller waits here. A
/// socket is armed for one report at a time, so that sockets nobody waits for never wake the thread.
final class Readiness: Sendable {
  /// Names one watched socket.
  struct Token: Hashable, Sendable {
    fileprivate let number: UInt64
  }

  /// Why a wait ended. Each is a hint: the caller looks at libpq and waits again.
  enum Outcome: Sendable {
    case ready, deadlinePassed, nudged
  }

  private struct Socket {
    let descriptor: Int32
    var waiter: CheckedContinuation<Outcome, Never>?
    var deadline: ContinuousClock.Instant?
    var isNudged = false
  }

  private struct State {
    var sockets: [UInt64: Socket] = [:]
    var lastNumber: UInt64 = 0
  }

  /// Deadlines are looked at this often: they guard against a server that is silent, and need no precision.
  private static let tick = Duration.milliseconds(50)

  /// The one thread of the process; `nil` if the process could not have it.
  static let shared = Readiness()

  private let epoll: Int32
  private let state = NIOLockedValueBox(State())

  private init?() {
    epoll = clibpq_epoll_create()
    guard epoll >= 0, spawnThread(named: "postgres-epoll", { [self] in loop() }) else { return nil }
  }

  /// Begins to watch a socket. `nil` if the system refuses.
  func add(_ descriptor: Int32) -> Token? {
    state.withLockedValue { state in
      state.lastNumber += 1
      guard clibpq_epoll_add(epoll, descriptor, state.lastNumber) == 0 else { return nil }
      state.sockets[state.lastNumber] = Socket(descriptor: descriptor)
      return Token(number: state.lastNumber)
    }
  }

  /// Ends watching. To be called before the socket is closed, while nobody waits.
  func remove(_ token: Token) {
    state.withLockedValue { state in
      guard let socket = state.sockets.removeValue(forKey: token.number) else { return }
      _ = clibpq_epoll_remove(epoll, socket.descriptor)
    }
  }

  /// Returns when the socket is readable (or writable, if asked), at the deadline, or when nudged. One caller at a time.
  func wait(_ token: Token, writable: Bool, until deadline: ContinuousClock.Instant?) async -> Outcome {
    await withCheckedContinuation { continuation in
      let immediate: Outcome? = state.withLockedValue { state in
        guard var socket = state.sockets[token.number] else { return .ready }
        defer { state.sockets[token.number] = socket }
        if socket.isNudged {
          socket.isNudged = false
          return .nudged
        }
        guard clibpq_epoll_arm(epoll, socket.descriptor, token.number, writable) == 0 else { return .ready }
        socket.waiter = continuation
        socket.deadline = deadline
        return nil
      }
      if let immediate { continuation.resume(returning: immediate) }
    }
  }

  /// Ends the wait on a socket, or the next one if nobody waits.
  func nudge(_ token: Token) {
    let waiter = state.withLockedValue { state -> CheckedContinuation<Outcome, Never>? in
      guard let waiter = state.sockets[token.number]?.waiter else {
        state.sockets[token.number]?.isNudged = true
        return nil
      }
      state.sockets[token.number]?.waiter = nil
      return waiter
    }
    waiter?.resume(returning: .nudged)
  }

  private func loop() {
    let capacity = 64
    var tokens = [UInt64](repeating: 0, count: capacity)
    var nextTick = ContinuousClock.now + Self.tick
    while true {
      let count = clibpq_epoll_wait(epoll, &tokens, Int32(capacity), Int32(Self.tick.wholeMilliseconds))
      if count > 0 { resumeReady(tokens.prefix(Int(count))) }
      let now = ContinuousClock.now
      if now >= nextTick {
        nextTick = now + Self.tick
        resumeOverdue(now)
      }
    }
  }

  private func resumeReady(_ tokens: ArraySlice<UInt64>) {
    let waiters = state.withLockedValue { state in
      tokens.compactMap { number in
        let waiter = state.sockets[number]?.waiter
        if waiter != nil { state.sockets[number]?.waiter = nil }
        return waiter
      }
    }
    for waiter in waiters { waiter.resume(returning: .ready) }
  }

  private func resumeOverdue(_ now: ContinuousClock.Instant) {
    let waiters = state.withLockedValue { state in
      state.sockets.compactMap { number, socket -> CheckedContinuation<Outcome, Never>? in
        guard let waiter = socket.waiter, let deadline = socket.deadline, deadline <= now else { return nil }
        state.sockets[number]?.waiter = nil
        return waiter
      }
    }
    for waiter in waiters { waiter.resume(returning: .deadlinePassed) }
  }
}
