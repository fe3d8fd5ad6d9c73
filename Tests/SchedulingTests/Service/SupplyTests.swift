import Randomness
import Testing

@testable import Scheduling

@Suite struct SupplyTests {
  private let counselors = [CounselorID(), CounselorID(), CounselorID()]
  private let rooms = [RoomID(), RoomID()]
  private let zoom = LicenceID()
  private let teleoffice = LicenceID()
  private let seeker = SeekerID()

  private func slot(_ start: Int64, _ end: Int64) -> Slot {
    Slot(start: Instant(microseconds: start), end: Instant(microseconds: end))
  }

  private func supply(taken: [Supply.Taken]) -> Supply {
    Supply(
      counselors: counselors, rooms: rooms, licences: [(zoom, .zoom), (teleoffice, .teleoffice)], taken: taken)
  }

  private func taking(
    _ slot: Slot, counselor: CounselorID? = nil, room: RoomID? = nil, licence: LicenceID? = nil,
    seeker: SeekerID? = nil
  ) -> Supply.Taken {
    Supply.Taken(slot: slot, booking: nil, counselor: counselor, room: room, licence: licence, seeker: seeker)
  }

  @Test func `what is taken in any part of a slot is not free in it`() {
    let supply = supply(taken: [
      taking(slot(5, 15), counselor: counselors[0]), taking(slot(0, 10), room: rooms[1]),
      taking(slot(20, 30), licence: zoom),
    ])
    let free = supply.free(in: slot(10, 20))
    #expect(free.counselors == [counselors[1], counselors[2]])
    #expect(free.rooms == rooms)
    #expect(free.licences.map(\.id) == [zoom, teleoffice])
  }

  @Test func `as many sessions fit as the scarcest resource allows`() {
    #expect(supply(taken: []).free(in: slot(0, 10)).capacity == 2)
    #expect(supply(taken: [taking(slot(0, 1), licence: zoom)]).free(in: slot(0, 10)).capacity == 1)
    #expect(supply(taken: rooms.map { taking(slot(0, 1), room: $0) }).free(in: slot(0, 10)).capacity == 0)
  }

  @Test func `an office without a licence of the vendor lacks resources, one whose licence is taken does not`() {
    let busy = supply(taken: [taking(slot(0, 10), licence: zoom)])
    #expect(!busy.lacksResources(for: .zoom))
    #expect(busy.claims(for: [slot(0, 10)], vendor: .zoom, seed: 1, limit: 4).isEmpty)
    let bare = Supply(counselors: counselors, rooms: rooms, licences: [(zoom, .zoom)], taken: [])
    #expect(bare.lacksResources(for: .teleoffice))
  }

  @Test func `a seeker is busy in a slot that shares time with another of theirs`() {
    let supply = supply(taken: [taking(slot(0, 10), seeker: seeker)])
    #expect(supply.isBusy(seeker, in: [slot(20, 30), slot(9, 11)]))
    #expect(!supply.isBusy(seeker, in: [slot(10, 20)]))
    #expect(!supply.isBusy(SeekerID(), in: [slot(0, 10)]))
  }

  @Test func `every way to claim takes only what is free, and all slots or none`() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<500 {
      let taken = (0..<4).map { _ in
        let start = Int64.random(in: 0..<30, using: &random)
        return taking(
          slot(start, start + 10), counselor: counselors.randomElement(using: &random),
          room: Bool.random(using: &random) ? rooms.randomElement(using: &random) : nil)
      }
      let supply = supply(taken: taken)
      let slots = [slot(0, 10), slot(20, 30)]
      let ways = supply.claims(for: slots, vendor: .zoom, seed: random.next(), limit: 3)
      #expect(ways.count <= 3)
      #expect(ways.isEmpty == slots.contains { supply.free(in: $0).capacity == 0 })
      for claim in ways.joined() {
        let free = supply.free(in: claim.slot)
        #expect(free.counselors.contains(claim.counselor) && free.rooms.contains(claim.room) && claim.licence == zoom)
      }
      #expect(ways.allSatisfy { $0.map(\.slot) == slots })
    }
  }
}
