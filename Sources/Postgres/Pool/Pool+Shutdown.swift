extension Pool {
  /// Lends the pool to `body` and shuts it down once that has ended, however it did.
  public func use<R>(_ body: (Pool) async throws -> R) async throws -> R {
    do {
      let result = try await body(self)
      await shutdown()
      return result
    } catch {
      await shutdown()
      throw error
    }
  }

  /// Refuses new callers, waits for leases to end, and closes everything. Leases that outlast the grace are cancelled
  /// on the server, and their next statement throws `poolShutdown`.
  public func shutdown() async {
    transition { state, _ in state.shutdown() }
    if await drained(within: configuration.shutdownGrace) { return }
    let leases = content.withLockedValue { Array($0.connections.values) }
    logger.warning("leases outlast the shutdown", metadata: ["leases": "\(leases.count)"])
    for lease in leases { lease.connection.canceller.request(.shutdown) }
    _ = await drained(within: .seconds(3))
  }

  private func drained(within patience: Duration) async -> Bool {
    let alarm = Task.detached { [self] in
      guard (try? await Task.sleep(for: patience)) != nil else { return }
      for waiter in takeWaiters() { waiter.resume() }
    }
    await withCheckedContinuation { continuation in
      let isDrained = content.withLockedValue { content in
        if !content.state.isDrained { content.drained.append(continuation) }
        return content.state.isDrained
      }
      if isDrained { continuation.resume() }
    }
    alarm.cancel()
    return content.withLockedValue { $0.state.isDrained }
  }

  private func takeWaiters() -> [CheckedContinuation<Void, Never>] {
    content.withLockedValue { content in
      defer { content.drained = [] }
      return content.drained
    }
  }
}
