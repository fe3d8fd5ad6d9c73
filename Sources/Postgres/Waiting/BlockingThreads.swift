import NIOConcurrencyHelpers

/// A few threads for the calls of libpq that block: connecting (it resolves names) and cancelling. The threads of
/// Swift's tasks are as many as the processor has cores and must never wait.
final class BlockingThreads: Sendable {
  /// For connecting.
  static let connecting = BlockingThreads(named: "postgres-connect", count: 8)
  /// For cancelling, so that a cancel never queues behind a connection attempt to a host that is silent.
  static let cancelling = BlockingThreads(named: "postgres-cancel", count: 2)

  private struct State {
    var jobs: [@Sendable () -> Void] = []
    var threads = 0
    var idle = 0
  }

  private let name: String
  private let count: Int
  private let state = NIOLockedValueBox(State())
  /// True while there are jobs: what idle threads wait for.
  private let hasJobs = ConditionLock(value: false)

  init(named name: String, count: Int) {
    self.name = name
    self.count = count
  }

  /// Runs `job` on one of the threads. False if the system has no thread to give.
  func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
    let isAccepted = state.withLockedValue { state in
      if state.idle <= state.jobs.count, state.threads < count, spawnThread(named: name, { [self] in loop() }) {
        state.threads += 1
        state.idle += 1
      }
      guard state.threads > 0 else { return false }
      state.jobs.append(job)
      return true
    }
    guard isAccepted else { return false }
    hasJobs.lock()
    hasJobs.unlock(withValue: true)
    return true
  }

  private func loop() {
    while true {
      hasJobs.lock(whenValue: true)
      let (job, more) = state.withLockedValue { state in
        guard !state.jobs.isEmpty else { return (nil as (@Sendable () -> Void)?, false) }
        state.idle -= 1
        let job = state.jobs.removeFirst()
        return (job, !state.jobs.isEmpty)
      }
      hasJobs.unlock(withValue: more)
      guard let job else { continue }
      job()
      state.withLockedValue { $0.idle += 1 }
    }
  }
}
