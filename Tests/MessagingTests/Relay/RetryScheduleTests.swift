import Randomness
import Testing

@testable import Messaging

@Suite struct RetryScheduleTests {
  @Test func `a wait lies between nothing and its bound, whatever is drawn`() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<10_000 {
      var schedule = RetrySchedule()
      schedule.base = .milliseconds(Int.random(in: 1...100_000, using: &random))
      schedule.factor = Int.random(in: 1...10, using: &random)
      schedule.longest = .seconds(Int.random(in: 1...100_000, using: &random))
      let attempt = Int.random(in: -5...120, using: &random)
      let wait = schedule.wait(after: attempt, chance: Double.random(in: 0..<1, using: &random))
      #expect(wait >= .zero && wait <= schedule.bound(after: attempt) && wait <= schedule.longest)
      #expect(schedule.bound(after: attempt) <= schedule.bound(after: attempt + 1))
    }
  }

  @Test func `the jitter is full: from nothing to the bound, evenly`() throws {
    let schedule = RetrySchedule()
    #expect(schedule.wait(after: 3, chance: 0) == .zero)
    #expect(schedule.wait(after: 3, chance: 0.5) == schedule.bound(after: 3) / 2)
    // a chance that is none does no harm
    #expect(schedule.wait(after: 3, chance: 7) == schedule.bound(after: 3))
    #expect(schedule.wait(after: 3, chance: -7) == .zero)
  }

  @Test func `a message is tried twelve times in about a day`() {
    let schedule = RetrySchedule()
    #expect(
      (1..<20).map { schedule.bound(after: $0) }.prefix(4) == [.seconds(5), .seconds(15), .seconds(45), .seconds(135)])
    let longest = (1..<12).map { schedule.bound(after: $0) }.reduce(.zero, +)
    #expect(longest > .seconds(36 * 3600) && longest < .seconds(40 * 3600))
    #expect(!schedule.isLast(11) && schedule.isLast(12) && schedule.isLast(13))
  }
}

@Suite struct CircuitTests {
  private let start = ContinuousClock.now

  @Test func `a target is left alone after some failures in a row, and then tried with one message`() throws {
    var circuit = Circuit()
    for _ in 1..<Circuit.patience { circuit.noteFailure(at: start, chance: 0.5) }
    #expect(circuit.allowance(at: start, usually: 16) == 16)
    circuit.noteFailure(at: start, chance: 0.5)
    let end = try #require(circuit.closedUntil)
    #expect(end >= start + .milliseconds(500) && end <= start + .seconds(1))
    #expect(circuit.allowance(at: start, usually: 16) == 0)
    #expect(circuit.allowance(at: end - .milliseconds(1), usually: 16) == 0)
    #expect(circuit.allowance(at: end, usually: 16) == 1)
  }

  @Test func `one that goes on failing is tried less and less, but once a minute`() {
    var circuit = Circuit()
    for _ in 1...100 { circuit.noteFailure(at: start, chance: 0) }
    #expect(circuit.closedUntil == start + .seconds(30))
    circuit.noteFailure(at: start, chance: 0.999)
    #expect((circuit.closedUntil ?? start) < start + .seconds(60))
  }

  @Test func `one success is enough`() {
    var circuit = Circuit()
    for _ in 1...100 { circuit.noteFailure(at: start, chance: 0) }
    circuit.noteSuccess()
    #expect(circuit.allowance(at: start, usually: 16) == 16)
  }
}
