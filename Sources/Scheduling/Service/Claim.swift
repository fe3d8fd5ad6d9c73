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
  /// Different ways to take every one of `slots`, at most `limit`; none when one of them has nothing free.
  ///
  /// `seed` spreads simultaneous claims over what is free, so that they rarely meet.
  public func claims(for slots: [Slot], vendor: Vendor, seed: UInt64, limit: Int) -> [[Claim]] {
    let free = slots.map { slot in
      var free = self.free(in: slot)
      free.licences.removeAll { $0.vendor != vendor }
      return free
    }
    guard !free.isEmpty, free.allSatisfy({ $0.capacity > 0 }) else { return [] }
    let ways = free.map { max($0.counselors.count, $0.rooms.count, $0.licences.count) }.min() ?? 0
    return (0..<min(ways, limit)).map { way in
      zip(slots, free).map { slot, free in
        let turn = Int(seed % 1_000_003) + way
        return Claim(
          slot: slot, counselor: free.counselors[turn % free.counselors.count],
          room: free.rooms[turn % free.rooms.count], licence: free.licences[turn % free.licences.count].id)
      }
    }
  }
}
