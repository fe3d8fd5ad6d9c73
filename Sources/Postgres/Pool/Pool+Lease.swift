extension Pool {
  /// A connection that was alive a moment ago.
  func lease() async throws(PostgresError) -> Lease {
    let deadline = ContinuousClock.now + configuration.waitTimeout
    while true {
      if Task.isCancelled { throw PostgresError(.cancelled) }
      let lease = if let idle = takeIdle() { idle } else { try await wait(until: deadline) }
      if lease.connection.isFresh { return lease }
      logger.debug("a resting connection was lost")
      discard(lease)
    }
  }

  /// Ends a lease: the connection goes back if it is fit, else it is closed.
  func end(_ lease: Lease) async {
    if await lease.connection.settle() {
      transition { $0.giveBack(lease.id, now: $1) }
    } else {
      discard(lease)
    }
  }

  private func discard(_ lease: Lease) {
    content.withLockedValue { _ = $0.connections.removeValue(forKey: lease.id) }
    transition { $0.discard(lease.id, now: $1) }
  }

  private func takeIdle() -> Lease? {
    content.withLockedValue { content in content.state.takeIdle().flatMap { content.connections[$0] } }
  }

  private func wait(until deadline: ContinuousClock.Instant) async throws(PostgresError) -> Lease {
    let id = content.withLockedValue { content in
      content.lastNumber += 1
      return PoolState.WaiterID(number: content.lastNumber)
    }
    let grant = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        content.withLockedValue { $0.waiters[id] = continuation }
        transition { $0.enqueue(id, deadline: deadline, now: $1) }
        // A cancellation before the line above found nobody to refuse.
        if Task.isCancelled { transition { state, _ in state.cancel(id) } }
      }
    } onCancel: {
      transition { state, _ in state.cancel(id) }
    }
    let connection = try grant.get()
    // Taken under the lock that its last user gave it back under.
    guard let lease = content.withLockedValue({ $0.connections[connection] }) else {
      throw PostgresError(.connectionLost)
    }
    return lease
  }
}
