import Randomness
import Testing

@testable import Scheduling

/// Who is asked first for a session.
@Suite struct FairOrderTests {
  private let counselors = (0..<5).map { _ in CounselorID() }
  private let today = Slot(start: Instant(microseconds: 0), end: Instant(microseconds: 1000))
  private let tomorrow = Slot(start: Instant(microseconds: 1000), end: Instant(microseconds: 2000))

  private func supply(_ sessions: [Int], on day: Slot) -> Supply {
    Supply(
      counselors: counselors, rooms: [RoomID()], licences: [(LicenceID(), .zoom)], taken: [],
      loads: zip(counselors, sessions).filter { $0.1 > 0 }.map { .init(day: day, counselor: $0, sessions: $1) })
  }

  @Test func `who has least to do that day comes first`() {
    let order = supply([3, 1, 0, 4, 2], on: today).fairOrder(at: Instant(microseconds: 5), wishing: nil, seed: 9)
    #expect(order == [2, 1, 4, 0, 3].map { counselors[$0] })
  }

  @Test func `another day's sessions count for nothing`() {
    let order = supply([3, 1, 0, 4, 2], on: tomorrow).fairOrder(at: Instant(microseconds: 5), wishing: nil, seed: 10)
    #expect(order == counselors)
  }

  @Test func `the wished counselor comes before everybody who has less to do`() {
    let order = supply([3, 1, 0, 4, 2], on: today)
      .fairOrder(at: Instant(microseconds: 5), wishing: counselors[3], seed: 9)
    #expect(order == [3, 2, 1, 4, 0].map { counselors[$0] })
  }

  @Test func `whatever the seed, everybody is asked once and nobody before one with less to do`() {
    var random = SplitMix64(seed: 6)
    for _ in 0..<300 {
      let sessions = counselors.map { _ in Int.random(in: 0...3, using: &random) }
      let supply = supply(sessions, on: today)
      let order = supply.fairOrder(at: Instant(microseconds: 999), wishing: nil, seed: random.next())
      #expect(Set(order) == Set(counselors))
      let loads = order.map { sessions[counselors.firstIndex(of: $0) ?? 0] }
      #expect(loads == loads.sorted())
    }
  }

  @Test func `seeds spread equals over all of them`() {
    let firsts = Set(
      (0..<50).map { supply([0, 0, 0, 0, 0], on: today).fairOrder(at: today.start, wishing: nil, seed: $0)[0] })
    #expect(firsts == Set(counselors))
  }
}
