import Randomness
import Testing

@testable import Postgres

struct PoolPropertyTests {
  @Test(arguments: 0..<40)
  func `no sequence of events loses a connection, exceeds the maximum or serves out of turn`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let maximum = Int.random(in: 1...6, using: &random)
    var model = PoolModel(maximum: maximum, minimum: Int.random(in: 0...maximum, using: &random))
    for _ in 0..<500 { model.step(&random) }
    model.finish()
  }

  @Test func `waits grow by doubling up to the maximum, and chance only shortens them`() {
    let backoff = Backoff()
    let waits = (1...6).map { backoff.wait(failures: $0, chance: 0) }
    #expect(waits == [50, 100, 200, 400, 500, 500].map { .milliseconds($0) })
    #expect(backoff.wait(failures: .max, chance: 0) == .milliseconds(500))
    for _ in 0..<100 {
      let wait = backoff.wait(failures: 9, chance: .random(in: 0..<1))
      #expect(.milliseconds(250)...(.milliseconds(500)) ~= wait)
    }
  }
}
