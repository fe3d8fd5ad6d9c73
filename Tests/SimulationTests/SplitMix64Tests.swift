import Randomness
import Testing

@testable import Simulation

@Suite struct SplitMix64Tests {
  @Test func `the numbers are those of the reference implementation`() {
    var generator = SplitMix64(seed: 1_234_567)
    let numbers = (0..<3).map { _ in generator.next() }
    #expect(numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test func `every number below a bound comes, and none beyond it`() {
    var generator = SplitMix64(seed: 1)
    let numbers = Set((0..<1000).map { _ in generator.below(7) })
    #expect(numbers == Set(0..<7))
    #expect(generator.below(0) == 0)
  }

  @Test func `what weighs nothing is never picked`() {
    var generator = SplitMix64(seed: 2)
    let picked = Set((0..<500).map { _ in generator.pick(weighted: [("a", 3), ("b", 0), ("c", 1)], else: "b") })
    #expect(picked == ["a", "c"])
  }
}
