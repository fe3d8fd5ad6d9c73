import Randomness
import Testing

@testable import Scheduling

@Suite struct SlotTests {
  private func slot(_ start: Int64, _ end: Int64) -> Slot {
    Slot(start: Instant(microseconds: start), end: Instant(microseconds: end))
  }

  @Test func `slots that share time overlap, slots that touch do not`() {
    #expect(slot(0, 10).overlaps(slot(9, 20)))
    #expect(slot(0, 10).overlaps(slot(2, 3)))
    #expect(!slot(0, 10).overlaps(slot(10, 20)))
    #expect(!slot(10, 20).overlaps(slot(0, 10)))
  }

  @Test func `a slot holds what lies inside it, itself included`() {
    for inside in [slot(0, 10), slot(0, 4), slot(6, 10)] { #expect(slot(0, 10).holds(inside)) }
    for outside in [slot(0, 11), slot(-1, 5), slot(20, 30)] { #expect(!slot(0, 10).holds(outside)) }
  }

  @Test func `an end before the start makes an empty slot, which overlaps nothing`() {
    #expect(slot(5, 1).duration == .zero)
    #expect(!slot(5, 1).overlaps(slot(0, 10)))
    #expect(!Slot.anyOverlap([slot(5, 1), slot(0, 10)]))
  }

  @Test func `any overlap in a list is found, in any order`() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<500 {
      let slots = (0..<5).map { _ in
        let start = Int64.random(in: 0..<40, using: &random)
        return slot(start, start + .random(in: 0..<8, using: &random))
      }
      let pairs = slots.indices.flatMap { i in slots.indices.filter { $0 > i }.map { (i, $0) } }
      #expect(Slot.anyOverlap(slots) == pairs.contains { slots[$0].overlaps(slots[$1]) })
    }
  }
}
