/// What an office can hold sessions with at some time, and what of it is already taken.
///
/// Holds that have expired are not taken; whoever fills `taken` leaves them out.
public struct Supply: Sendable {
  /// A stretch of time in which something is taken.
  public struct Taken: Sendable {
    /// When.
    public var slot: Slot
    /// By which booking, unless it is a reservation, an absence or a maintenance.
    public var booking: BookingID?
    /// The counselor taken.
    public var counselor: CounselorID?
    /// The room taken.
    public var room: RoomID?
    /// The licence taken.
    public var licence: LicenceID?
    /// The seeker who is busy.
    public var seeker: SeekerID?

    /// What one allocation takes.
    public init(
      slot: Slot, booking: BookingID?, counselor: CounselorID?, room: RoomID?, licence: LicenceID?, seeker: SeekerID?
    ) {
      self.slot = slot
      self.booking = booking
      self.counselor = counselor
      self.room = room
      self.licence = licence
      self.seeker = seeker
    }
  }

  /// How many sessions a counselor has on a day.
  public struct Load: Sendable {
    /// The local day.
    public var day: Slot
    /// Whose.
    public var counselor: CounselorID
    /// Sessions agreed or held for; at least 1.
    public var sessions: Int

    /// A load; a counselor without one has no session that day.
    public init(day: Slot, counselor: CounselorID, sessions: Int) {
      self.day = day
      self.counselor = counselor
      self.sessions = sessions
    }
  }

  /// Counselors who give the service.
  public var counselors: [CounselorID]
  /// Rooms.
  public var rooms: [RoomID]
  /// Licences, each of one vendor (Art. 4).
  public var licences: [(id: LicenceID, vendor: Vendor)]
  /// What is taken.
  public var taken: [Taken]
  /// What counselors have to do on the days in question.
  public var loads: [Load] = []

  /// A supply made of its parts.
  public init(
    counselors: [CounselorID], rooms: [RoomID], licences: [(id: LicenceID, vendor: Vendor)], taken: [Taken],
    loads: [Load] = []
  ) {
    self.counselors = counselors
    self.rooms = rooms
    self.licences = licences
    self.taken = taken
    self.loads = loads
  }

  /// Whether the office has nothing at all to hold such a session with, free or not.
  public func lacksResources(for vendor: Vendor) -> Bool {
    counselors.isEmpty || rooms.isEmpty || !licences.contains { $0.vendor == vendor }
  }

  /// What is free in the whole of a slot.
  public func free(in slot: Slot) -> Supply {
    let overlapping = taken.filter { $0.slot.overlaps(slot) }
    let busyCounselors = Set(overlapping.compactMap(\.counselor))
    let busyRooms = Set(overlapping.compactMap(\.room))
    let busyLicences = Set(overlapping.compactMap(\.licence))
    return Supply(
      counselors: counselors.filter { !busyCounselors.contains($0) },
      rooms: rooms.filter { !busyRooms.contains($0) },
      licences: licences.filter { !busyLicences.contains($0.id) },
      taken: overlapping, loads: loads)
  }

  /// How many sessions still fit: the scarcest of counselors, rooms and licences.
  public var capacity: Int { min(counselors.count, rooms.count, licences.count) }

  /// Whether the seeker is busy in any of the slots.
  public func isBusy(_ seeker: SeekerID, in slots: [Slot]) -> Bool {
    taken.contains { taken in taken.seeker == seeker && slots.contains { $0.overlaps(taken.slot) } }
  }
}
