import Testing

@testable import Scheduling

@Suite struct RelocationTests {
  private let office: Nishinomiya
  private let counselors = (0..<3).map { _ in CounselorID() }

  init() throws { office = try Nishinomiya() }

  private func displaced(_ time: String, _ candidates: [CounselorID]) throws -> Relocation.Displaced {
    .init(
      slot: Slot(start: try office.time("2026-09-17 \(time)"), minutes: 30),
      candidates: candidates.map { .counselor($0) })
  }

  private func taken(_ time: String, _ counselor: CounselorID, booked: Bool = true) throws -> Supply.Taken {
    .init(
      slot: Slot(start: try office.time("2026-09-17 \(time)"), minutes: 30), booking: booked ? BookingID() : nil,
      counselor: counselor, room: nil, licence: nil, seeker: nil)
  }

  @Test func `the one with the fewest bookings that day is taken, the first of equals`() throws {
    let busy = try [taken("09:00", counselors[0]), taken("09:30", counselors[0]), taken("09:00", counselors[1])]
    let places = Relocation.places(for: [try displaced("10:00", counselors)], taken: busy, in: office.zone)
    #expect(places == [.counselor(counselors[2])])
    #expect(
      Relocation.places(for: [try displaced("10:00", counselors)], taken: [], in: office.zone)
        == [.counselor(counselors[0])])
  }

  @Test func `whoever is busy at that time is passed over, by an absence too`() throws {
    let busy = try [taken("10:00", counselors[0], booked: false), taken("09:00", counselors[1])]
    let places = Relocation.places(
      for: [try displaced("10:00", Array(counselors[0...1]))], taken: busy, in: office.zone)
    #expect(places == [.counselor(counselors[1])])
  }

  @Test func `nobody is given two at once, and what finds nobody has no place`() throws {
    let three = try ["10:00", "10:00", "10:00"].map { try displaced($0, Array(counselors[0...1])) }
    let places = Relocation.places(for: three, taken: [], in: office.zone)
    #expect(Set(places.compactMap(\.self)).count == 2 && places.count { $0 == nil } == 1)
  }

  @Test func `the moved are shared out over the day`() throws {
    let four = try ["09:00", "10:00", "11:00", "13:00"].map { try displaced($0, Array(counselors[0...1])) }
    let places = Relocation.places(for: four, taken: [], in: office.zone)
    #expect(places == [0, 1, 0, 1].map { .counselor(counselors[$0]) })
  }

  @Test func `earlier ones choose first, whatever the order they are given in`() throws {
    let later = try displaced("10:15", [counselors[0]])
    let earlier = try displaced("10:00", [counselors[0]])
    #expect(
      Relocation.places(for: [later, earlier], taken: [], in: office.zone) == [nil, .counselor(counselors[0])])
  }
}
