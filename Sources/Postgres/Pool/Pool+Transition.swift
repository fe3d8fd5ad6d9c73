extension Pool {
  /// What a transition leaves to do once the lock is released.
  private enum Effect {
    case resume(CheckedContinuation<Grant, Never>, Grant)
    case connect
    case close(Lease)
    case drained(CheckedContinuation<Void, Never>)
    case wake(ContinuousClock.Instant)
  }

  /// Tells the state what has happened and does what it says.
  func transition(_ event: (inout PoolState, ContinuousClock.Instant) -> [PoolState.Action]) {
    let effects = content.withLockedValue { content in
      var effects = event(&content.state, .now).compactMap { Self.effect(of: $0, &content) }
      if content.state.isDrained {
        effects += content.drained.map(Effect.drained)
        content.drained = []
      }
      if let wake = content.state.nextWake, content.alarm.map({ wake < $0 }) ?? true {
        content.alarm = wake
        effects.append(.wake(wake))
      }
      return effects
    }
    for effect in effects { perform(effect) }
  }

  private static func effect(of action: PoolState.Action, _ content: inout Content) -> Effect? {
    switch action {
    case .grant(let connection, let waiter):
      return content.waiters.removeValue(forKey: waiter).map { .resume($0, .success(connection)) }
    case .refuse(let waiter, let refusal):
      return content.waiters.removeValue(forKey: waiter).map {
        .resume($0, .failure(error(for: refusal, content.lastFailure)))
      }
    case .connect:
      return .connect
    case .close(let connection):
      return content.connections.removeValue(forKey: connection).map { .close($0) }
    }
  }

  private static func error(for refusal: PoolState.Refusal, _ lastFailure: PostgresError) -> PostgresError {
    switch refusal {
    case .timeout: PostgresError(.poolTimeout)
    case .cancelled: PostgresError(.cancelled)
    case .shutdown: PostgresError(.poolShutdown)
    case .connectionFailed: lastFailure
    }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .resume(let continuation, let grant): continuation.resume(returning: grant)
    case .connect: Task.detached { [self] in await connect() }
    case .close: break  // The effect held the last reference, and libpq closes with it.
    case .drained(let continuation): continuation.resume()
    case .wake(let instant):
      Task.detached { [weak self] in
        try? await Task.sleep(until: instant, clock: .continuous)
        self?.ring(instant)
      }
    }
  }

  private func ring(_ instant: ContinuousClock.Instant) {
    content.withLockedValue { if $0.alarm == instant { $0.alarm = nil } }
    transition { $0.wake(now: $1) }
  }

  private func connect() async {
    do throws(PostgresError) {
      let connection = try await Connection.open(configuration.connection, session: configuration.session)
      let lease = content.withLockedValue { content in
        content.lastNumber += 1
        let lease = Lease(id: PoolState.ConnectionID(number: content.lastNumber), connection: connection)
        content.connections[lease.id] = lease
        return lease
      }
      transition { $0.connected(lease.id, now: $1) }
    } catch {
      logger.warning("no connection to the database", metadata: ["error": "\(error)"])
      content.withLockedValue { $0.lastFailure = error }
      transition { $0.connectFailed(now: $1, chance: .random(in: 0..<1)) }
    }
  }
}
