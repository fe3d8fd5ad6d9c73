import Randomness
import Testing

@testable import Postgres

/// A pool's surroundings for random sequences of events: it does what the state says and checks each action against
/// what it knows itself.
struct PoolModel {
  let maximum: Int
  private var state: PoolState
  private var now = ContinuousClock.now
  private var waiting: [PoolState.WaiterID] = []
  private var leased: [PoolState.ConnectionID] = []
  private var resting: Set<PoolState.ConnectionID> = []
  private var connecting = 0
  private var lastNumber = 0

  init(maximum: Int, minimum: Int) {
    self.maximum = maximum
    state = PoolState(
      .init(maximum: maximum, minimum: minimum, idleTimeout: .milliseconds(40), backoff: Backoff()))
  }

  /// One random event.
  mutating func step(_ random: inout SplitMix64) {
    now += .milliseconds(Int.random(in: 0...8, using: &random))
    lastNumber += 1
    let chance = Double.random(in: 0..<1, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0...2:
      if let id = state.takeIdle() {
        #expect(waiting.isEmpty && resting.remove(id) != nil)
        leased.append(id)
      } else {
        let id = PoolState.WaiterID(number: lastNumber)
        waiting.append(id)
        perform(state.enqueue(id, deadline: now + .milliseconds(30), now: now))
      }
    case 3, 4:
      guard let id = leased.randomElement(using: &random) else { return }
      leased.removeAll { $0 == id }
      resting.insert(id)
      perform(state.giveBack(id, now: now))
    case 5:
      guard let id = leased.randomElement(using: &random) else { return }
      leased.removeAll { $0 == id }
      perform(state.discard(id, now: now))
    case 6:
      guard connecting > 0 else { return }
      connecting -= 1
      let id = PoolState.ConnectionID(number: lastNumber)
      resting.insert(id)
      perform(state.connected(id, now: now))
    case 7:
      guard connecting > 0 else { return }
      connecting -= 1
      perform(state.connectFailed(now: now, chance: chance))
    case 8:
      guard let id = waiting.randomElement(using: &random) else { return }
      perform(state.cancel(id))
    default:
      perform(chance < 0.7 ? state.wake(now: now) : state.upkeep(now: now))
    }
    check()
  }

  /// Shuts down, ends every lease and every attempt: nothing may be left, nobody may wait.
  mutating func finish() {
    perform(state.shutdown())
    #expect(waiting.isEmpty)
    for id in leased {
      leased.removeAll { $0 == id }
      resting.insert(id)
      perform(state.giveBack(id, now: now))
    }
    while connecting > 0 {
      connecting -= 1
      perform(state.connectFailed(now: now, chance: 0))
    }
    #expect(resting.isEmpty)
    #expect(state.isDrained)
  }

  private mutating func perform(_ actions: [PoolState.Action]) {
    for action in actions {
      switch action {
      case .grant(let connection, let waiter):
        #expect(waiting.first == waiter, "served out of turn, or not waiting")
        waiting.removeFirst()
        #expect(resting.remove(connection) != nil, "granted while it did not rest")
        leased.append(connection)
      case .refuse(let waiter, _):
        #expect(waiting.contains(waiter), "refused, but not waiting")
        waiting.removeAll { $0 == waiter }
      case .connect:
        connecting += 1
      case .close(let connection):
        #expect(resting.remove(connection) != nil, "closed while it did not rest")
      }
    }
  }

  private func check() {
    #expect(leased.count + resting.count + connecting <= maximum)
    let statistics = state.statistics
    #expect(statistics.leased == leased.count)
    #expect(statistics.idle == resting.count)
    #expect(statistics.connecting == connecting)
    #expect(statistics.waiting == waiting.count)
    #expect(waiting.isEmpty || resting.isEmpty, "somebody waits while a connection rests")
    #expect(waiting.isEmpty || state.nextWake != nil, "somebody waits without an end")
  }
}
