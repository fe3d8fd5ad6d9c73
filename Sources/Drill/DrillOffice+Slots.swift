import Scheduling

extension DrillOffice {
  private struct Listed: Decodable {
    struct Slot: Decodable { let start: String }
    let slots: [Slot]
  }

  /// The starts of `count` bookable slots, each of them `capacity` times at most. Neighbours in the list lie on
  /// different days, so that who takes them at once does not contend for a day's locks by accident.
  func starts(_ count: Int) async throws -> [String] {
    var slots: [String] = []
    guard var from = CivilDate(iso: "2026-09-17") else { throw DrillError("the drill's own date is none") }
    while slots.count * capacity < count {
      let to = from.adding(days: 60)
      let answer = try await expect(
        200, "GET", "availability?service=consultation&from=\(from.iso)&to=\(to.iso)")
      slots += try answer.decode(Listed.self).slots.map(\.start)
      from = to
    }
    let needed = slots.prefix((count + capacity - 1) / capacity)
    // "2026-09-17T08:00…": by time of day first, then by day
    let spread = needed.sorted { ($0.dropFirst(11), $0.prefix(10)) < ($1.dropFirst(11), $1.prefix(10)) }
    return Array((0..<capacity).flatMap { _ in spread }.prefix(count))
  }
}
