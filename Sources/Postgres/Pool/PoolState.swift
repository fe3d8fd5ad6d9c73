/// The rules of a pool, as a value: no connection, no lock, no clock. Every method takes what has happened and returns
/// what is to be done.
struct PoolState {
  typealias Instant = ContinuousClock.Instant

  struct ConnectionID: Hashable, Sendable {
    let number: Int
  }

  struct WaiterID: Hashable, Sendable {
    let number: Int
  }

  enum Refusal: Hashable {
    case timeout, cancelled, shutdown, connectionFailed
  }

  enum Action: Hashable {
    /// The waiter has the connection from now on.
    case grant(ConnectionID, WaiterID)
    /// The waiter waits no more.
    case refuse(WaiterID, Refusal)
    /// One connection is to be made; `connected` or `connectFailed` will tell.
    case connect
    /// The connection rested, and is to be closed.
    case close(ConnectionID)
  }

  /// The limits that the rules keep.
  struct Limits {
    var maximum: Int
    var minimum: Int
    var idleTimeout: Duration
    var backoff: Backoff
  }

  private struct Resting {
    let id: ConnectionID
    let since: Instant
  }

  private struct Waiter {
    let id: WaiterID
    let deadline: Instant
  }

  private let limits: Limits
  /// The one that rested last is leased first, so that the ones not needed grow old at the front.
  private var idle: [Resting] = []
  private var leased: Set<ConnectionID> = []
  private var waiters: [Waiter] = []
  private var connecting = 0
  /// Rounds of attempts failed in a row, and when the next may begin.
  private var failures = 0
  private var retryAt: Instant?
  private(set) var isShutDown = false
  private var totals = PoolStatistics()

  init(_ limits: Limits) {
    self.limits = limits
  }

  private var open: Int { idle.count + leased.count }

  /// Whether a pool that was shut down holds nothing any more.
  var isDrained: Bool { isShutDown && open == 0 && connecting == 0 }

  var statistics: PoolStatistics {
    var statistics = totals
    statistics.open = open
    statistics.idle = idle.count
    statistics.leased = leased.count
    statistics.connecting = connecting
    statistics.waiting = waiters.count
    return statistics
  }

  /// When `wake` wants to be called.
  var nextWake: Instant? {
    let deadline = waiters.lazy.map(\.deadline).min()
    guard !waiters.isEmpty, connecting == 0, let retryAt else { return deadline }
    return min(deadline ?? retryAt, retryAt)
  }
}

/// Leases.
extension PoolState {
  /// Leases a resting connection, if there is one and nobody came earlier.
  mutating func takeIdle() -> ConnectionID? {
    guard waiters.isEmpty, let resting = idle.popLast() else { return nil }
    leased.insert(resting.id)
    return resting.id
  }

  /// A caller waits until `deadline`, behind those who came earlier.
  mutating func enqueue(_ id: WaiterID, deadline: Instant, now: Instant) -> [Action] {
    guard !isShutDown else { return [.refuse(id, .shutdown)] }
    waiters.append(Waiter(id: id, deadline: deadline))
    return dispatch(now)
  }

  /// A caller gives up; nothing if it no longer waits.
  mutating func cancel(_ id: WaiterID) -> [Action] {
    guard let index = waiters.firstIndex(where: { $0.id == id }) else { return [] }
    waiters.remove(at: index)
    return [.refuse(id, .cancelled)]
  }

  /// A lease ends and the connection is fit for another.
  mutating func giveBack(_ id: ConnectionID, now: Instant) -> [Action] {
    guard leased.remove(id) != nil else { return [] }
    guard !isShutDown else { return [.close(id)] }
    idle.append(Resting(id: id, since: now))
    return dispatch(now)
  }

  /// A lease ends and the connection is closed already.
  mutating func discard(_ id: ConnectionID, now: Instant) -> [Action] {
    guard leased.remove(id) != nil else { return [] }
    return dispatch(now)
  }
}

/// Connecting.
extension PoolState {
  /// An attempt has made a connection.
  mutating func connected(_ id: ConnectionID, now: Instant) -> [Action] {
    connecting -= 1
    totals.connects += 1
    failures = 0
    retryAt = nil
    guard !isShutDown else { return [.close(id)] }
    idle.append(Resting(id: id, since: now))
    return dispatch(now)
  }

  /// An attempt has failed. Callers wait on only where a lease may still end; `chance` is from 0 up to 1.
  mutating func connectFailed(now: Instant, chance: Double) -> [Action] {
    connecting -= 1
    totals.failures += 1
    // Attempts made side by side fail side by side, and are one failure.
    if retryAt.map({ now >= $0 }) ?? true {
      failures += 1
      retryAt = now + limits.backoff.wait(failures: failures, chance: chance)
    }
    guard open == 0, connecting == 0 else { return [] }
    defer { waiters = [] }
    return waiters.map { .refuse($0.id, .connectionFailed) }
  }

  /// Hands out what rests, and asks for as many connections as the callers need and the limits allow.
  private mutating func dispatch(_ now: Instant) -> [Action] {
    var actions: [Action] = []
    while let waiter = waiters.first, let resting = idle.popLast() {
      waiters.removeFirst()
      leased.insert(resting.id)
      actions.append(.grant(resting.id, waiter.id))
    }
    let wanted = isShutDown ? 0 : max(waiters.count, limits.minimum - open)
    return actions + connect(wanted: wanted, now)
  }

  private mutating func connect(wanted: Int, _ now: Instant) -> [Action] {
    var count = min(wanted - connecting, limits.maximum - open - connecting)
    if let retryAt {
      // While the database is away one attempt at a time asks for it.
      count = now >= retryAt && connecting == 0 ? min(count, 1) : 0
    }
    guard count > 0 else { return [] }
    connecting += count
    return Array(repeating: .connect, count: count)
  }
}

/// Time, and the end.
extension PoolState {
  /// Refuses those whose deadline has passed, and tries again to connect if the wait for that is over.
  mutating func wake(now: Instant) -> [Action] {
    let overdue = waiters.filter { $0.deadline <= now }
    waiters.removeAll { $0.deadline <= now }
    totals.timeouts += overdue.count
    return overdue.map { .refuse($0.id, .timeout) } + dispatch(now)
  }

  /// Closes what has rested too long, and opens what the minimum lacks.
  mutating func upkeep(now: Instant) -> [Action] {
    var actions: [Action] = []
    while open > limits.minimum, let oldest = idle.first, oldest.since + limits.idleTimeout <= now {
      idle.removeFirst()
      actions.append(.close(oldest.id))
    }
    return actions + dispatch(now)
  }

  /// Refuses everybody and closes what rests; leases end by themselves.
  mutating func shutdown() -> [Action] {
    guard !isShutDown else { return [] }
    isShutDown = true
    defer {
      waiters = []
      idle = []
    }
    return waiters.map { .refuse($0.id, .shutdown) } + idle.map { .close($0.id) }
  }
}
