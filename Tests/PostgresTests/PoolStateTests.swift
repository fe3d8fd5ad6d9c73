import Testing

@testable import Postgres

struct PoolStateTests {
  private let start = ContinuousClock.now

  private func state(maximum: Int = 2, minimum: Int = 0) -> PoolState {
    PoolState(.init(maximum: maximum, minimum: minimum, idleTimeout: .seconds(60), backoff: Backoff()))
  }

  private func waiter(_ number: Int) -> PoolState.WaiterID { .init(number: number) }
  private func connection(_ number: Int) -> PoolState.ConnectionID { .init(number: number) }

  @Test func `callers are served in the order they came`() {
    var state = state(maximum: 1)
    #expect(state.enqueue(waiter(1), deadline: start + .seconds(5), now: start) == [.connect])
    #expect(state.enqueue(waiter(2), deadline: start + .seconds(5), now: start) == [])
    #expect(state.connected(connection(1), now: start) == [.grant(connection(1), waiter(1))])
    #expect(state.takeIdle() == nil)
    #expect(state.giveBack(connection(1), now: start) == [.grant(connection(1), waiter(2))])
    #expect(state.giveBack(connection(1), now: start) == [])
    #expect(state.takeIdle() == connection(1))
  }

  @Test func `a caller whose deadline passes is refused, and no other`() {
    var state = state(maximum: 1)
    _ = state.enqueue(waiter(1), deadline: start + .seconds(1), now: start)
    _ = state.enqueue(waiter(2), deadline: start + .seconds(2), now: start)
    #expect(state.nextWake == start + .seconds(1))
    #expect(state.wake(now: start + .seconds(1)) == [.refuse(waiter(1), .timeout)])
    #expect(state.nextWake == start + .seconds(2))
    #expect(state.statistics.timeouts == 1)
    #expect(state.connected(connection(1), now: start) == [.grant(connection(1), waiter(2))])
  }

  @Test func `a caller that gives up is refused once`() {
    var state = state(maximum: 1)
    _ = state.enqueue(waiter(1), deadline: start + .seconds(1), now: start)
    #expect(state.cancel(waiter(1)) == [.refuse(waiter(1), .cancelled)])
    #expect(state.cancel(waiter(1)) == [])
    #expect(state.connected(connection(1), now: start) == [])
    #expect(state.statistics.idle == 1)
  }

  @Test func `when no connection can be made, all who wait are told at once`() {
    var state = state()
    _ = state.enqueue(waiter(1), deadline: start + .seconds(5), now: start)
    _ = state.enqueue(waiter(2), deadline: start + .seconds(5), now: start)
    #expect(state.connectFailed(now: start, chance: 0) == [])
    #expect(
      state.connectFailed(now: start, chance: 0)
        == [.refuse(waiter(1), .connectionFailed), .refuse(waiter(2), .connectionFailed)])
  }

  @Test func `while the database is away one attempt at a time asks for it, later and later`() {
    var state = state(maximum: 8)
    _ = state.enqueue(waiter(1), deadline: start + .seconds(5), now: start)
    _ = state.connectFailed(now: start, chance: 0)
    for number in 2...4 {
      #expect(state.enqueue(waiter(number), deadline: start + .seconds(5), now: start) == [])
    }
    #expect(state.nextWake == start + .milliseconds(50))
    #expect(state.wake(now: start + .milliseconds(50)) == [.connect])
    #expect(state.connectFailed(now: start + .milliseconds(50), chance: 0).count == 3)
    _ = state.enqueue(waiter(5), deadline: start + .seconds(5), now: start + .milliseconds(50))
    #expect(state.nextWake == start + .milliseconds(150))
    #expect(state.wake(now: start + .milliseconds(150)) == [.connect])
    #expect(state.connected(connection(1), now: start) == [.grant(connection(1), waiter(5))])
    #expect(state.enqueue(waiter(6), deadline: start + .seconds(9), now: start + .seconds(1)) == [.connect])
  }

  @Test func `attempts that fail side by side count as one failure`() {
    var state = state(maximum: 4)
    for number in 1...4 { _ = state.enqueue(waiter(number), deadline: start + .seconds(5), now: start) }
    for _ in 1...4 { _ = state.connectFailed(now: start, chance: 0) }
    _ = state.enqueue(waiter(5), deadline: start + .seconds(5), now: start)
    #expect(state.nextWake == start + .milliseconds(50))
  }

  @Test func `a lost connection is replaced for those who wait`() {
    var state = state(maximum: 1)
    _ = state.enqueue(waiter(1), deadline: start + .seconds(5), now: start)
    _ = state.connected(connection(1), now: start)
    _ = state.enqueue(waiter(2), deadline: start + .seconds(5), now: start)
    #expect(state.discard(connection(1), now: start) == [.connect])
  }

  @Test func `upkeep closes what rested too long and keeps the minimum`() {
    var state = state(maximum: 3, minimum: 1)
    #expect(state.upkeep(now: start) == [.connect])
    _ = state.connected(connection(1), now: start)
    _ = state.enqueue(waiter(1), deadline: start + .seconds(5), now: start)
    _ = state.enqueue(waiter(2), deadline: start + .seconds(5), now: start)
    _ = state.connected(connection(2), now: start)
    _ = state.giveBack(connection(1), now: start)
    _ = state.giveBack(connection(2), now: start + .seconds(1))
    #expect(state.upkeep(now: start + .seconds(59)) == [])
    #expect(state.upkeep(now: start + .seconds(90)) == [.close(connection(1))])
    #expect(state.statistics.open == 1)
  }

  @Test func `after shutdown nothing is granted and everything closes`() {
    var state = state()
    _ = state.enqueue(waiter(1), deadline: start + .seconds(5), now: start)
    _ = state.connected(connection(1), now: start)
    _ = state.enqueue(waiter(2), deadline: start + .seconds(5), now: start)
    #expect(state.shutdown() == [.refuse(waiter(2), .shutdown)])
    #expect(state.enqueue(waiter(3), deadline: start, now: start) == [.refuse(waiter(3), .shutdown)])
    #expect(!state.isDrained)
    #expect(state.connected(connection(2), now: start) == [.close(connection(2))])
    #expect(state.giveBack(connection(1), now: start) == [.close(connection(1))])
    #expect(state.isDrained)
  }
}
