/// Where sessions and holds go when their counselor, room or licence is not there.
public enum Relocation {
  /// A session or a hold that has to leave its resource.
  public struct Displaced: Sendable, Hashable {
    /// When.
    public var slot: Slot
    /// What could take the place: of the same kind, and fit for it; the first of equals is taken.
    public var candidates: [SessionResource]

    /// A session or a hold at that time.
    public init(slot: Slot, candidates: [SessionResource]) {
      self.slot = slot
      self.candidates = candidates
    }
  }

  /// A place for each of `displaced`, in their order; nil where nobody is free. Earlier ones choose first, and of those
  /// who are free the one with the fewest bookings that local day is taken.
  ///
  /// - Parameter taken: everything that is taken on the local days of the displaced.
  public static func places(
    for displaced: [Displaced], taken: [Supply.Taken], in zone: OfficeZone
  ) -> [SessionResource?] {
    var busy: [SessionResource: [Slot]] = [:]
    var loads: [SessionResource: [CivilDate: Int]] = [:]
    for one in taken {
      for resource in one.resources {
        busy[resource, default: []].append(one.slot)
        if one.booking != nil { loads[resource, default: [:]][zone.localDate(of: one.slot.start), default: 0] += 1 }
      }
    }
    var places = [SessionResource?](repeating: nil, count: displaced.count)
    for (index, one) in displaced.enumerated().sorted(by: { $0.element.slot < $1.element.slot }) {
      let day = zone.localDate(of: one.slot.start)
      let free = one.candidates.filter { !busy[$0, default: []].contains(where: one.slot.overlaps) }
      let load = { (candidate: SessionResource) in loads[candidate]?[day] ?? 0 }
      guard let place = free.min(by: { load($0) < load($1) }) else { continue }
      places[index] = place
      busy[place, default: []].append(one.slot)
      loads[place, default: [:]][day, default: 0] += 1
    }
    return places
  }
}
