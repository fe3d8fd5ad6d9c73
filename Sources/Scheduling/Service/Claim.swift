/// What one slot of a booking takes: a counselor, a room and a licence, all or nothing.
public struct Claim: Sendable, Hashable {
  /// When.
  public var slot: Slot
  /// The counselor who holds the session.
  public var counselor: CounselorID
  /// The room the counselor sits in.
  public var room: RoomID
  /// The meeting's licence.
  public var licence: LicenceID

  /// A claim made of its parts.
  public init(slot: Slot, counselor: CounselorID, room: RoomID, licence: LicenceID) {
    self.slot = slot
    self.counselor = counselor
    self.room = room
    self.licence = licence
  }
}

extension Supply {
  /// Different ways to take every one of `slots`, the best first, at most `limit`; none when one of them has nothing free.
  ///
  /// The wished counselor comes first wherever free, then who has least to do on that day. `seed` decides between equals
  /// and spreads simultaneous claims over rooms and licences, so that they rarely meet.
  public func claims(
    for slots: [Slot], vendor: Vendor, wishing wished: CounselorID? = nil, seed: UInt64, limit: Int
  ) -> [[Claim]] {
    let free = slots.map { slot in
      var free = self.free(in: slot)
      free.licences.removeAll { $0.vendor != vendor }
      return free
    }
    guard !free.isEmpty, free.allSatisfy({ $0.capacity > 0 }) else { return [] }
    let ways = free.map { max($0.counselors.count, $0.rooms.count, $0.licences.count) }.min() ?? 0
    let orders = zip(slots, free).map { $1.fairOrder(at: $0.start, wishing: wished, seed: seed) }
    return (0..<min(ways, limit)).map { way in
      slots.indices.map { index in
        let (order, free) = (orders[index], free[index])
        let turn = Int(seed % 1_000_003) + way
        return Claim(
          slot: slots[index], counselor: order[way % order.count], room: free.rooms[turn % free.rooms.count],
          licence: free.licences[turn % free.licences.count].id)
      }
    }
  }

  /// The counselors, in the order in which they are to be asked for a session at `start`.
  func fairOrder(at start: Instant, wishing wished: CounselorID?, seed: UInt64) -> [CounselorID] {
    guard !counselors.isEmpty else { return [] }
    var sessions: [CounselorID: Int] = [:]
    for load in loads where load.day.start <= start && start < load.day.end { sessions[load.counselor] = load.sessions }
    let turn = Int(seed % UInt64(counselors.count))
    let turned = counselors[turn...] + counselors[..<turn]
    return turned.enumerated().sorted { left, right in
      func rank(_ entry: (offset: Int, element: CounselorID)) -> (Int, Int, Int) {
        (entry.element == wished ? 0 : 1, sessions[entry.element] ?? 0, entry.offset)
      }
      return rank(left) < rank(right)
    }.map(\.element)
  }
}
