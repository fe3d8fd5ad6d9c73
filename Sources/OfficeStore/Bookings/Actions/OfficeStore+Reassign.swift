import Postgres
import Scheduling

/// What a booking is to have instead of what it has; nil stays.
public struct Reassignment: Sendable, Hashable {
  /// Who holds the session.
  public var counselor: CounselorID?
  /// Where the counselor sits.
  public var room: RoomID?
  /// The meeting's licence, of the same vendor.
  public var licence: LicenceID?

  /// Another counselor, room or licence.
  public init(counselor: CounselorID? = nil, room: RoomID? = nil, licence: LicenceID? = nil) {
    self.counselor = counselor
    self.room = room
    self.licence = licence
  }
}

extension OfficeStore {
  /// Gives a firm or running booking another counselor, room or licence. The new one is claimed before the old one is
  /// freed, so that a booking never stands without.
  ///
  /// - Throws: `illegalTransition`; `unknownCounselor`, `unknownRoom`, `unknownLicence` for one that is not in use, does
  ///   not give the service, or is of another vendor (Art. 4); `slotTaken` with the booking in the way; `busy`.
  public func reassign(
    _ id: BookingID, _ reassignment: Reassignment, _ context: CommandContext,
    answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    let extra = { (session: Session) in Supply.reading(besides: id, in: session) }
    return try await change(id, context, judgesByCalendar: true, also: extra, answer: answer) {
      session, booking, opened in
      try booking.status.require(.reassign)
      guard let agreement = booking.agreement else { throw StoreFailure.unreadable("bookings") }
      var supply = try Supply(opened)
      try reassignment.judge(by: supply, vendor: agreement.vendor)
      let results = try await Contention.untilDecided { isFirst in
        if !isFirst { supply = try Supply(try await session.run(Supply.reading(besides: id, in: session))[...]) }
        try reassignment.requireFree(in: supply, during: agreement.slot)
        let claim = reassignment.claim(for: booking, agreement, in: session)
        let writes = reassignment.writes(for: booking, reason: nil, in: session) + [Booking.reading(id, in: session)]
        return try await session.attempt(claim + writes) { $0[$0.startIndex + claim.count - 1].affectedRows == 1 }
      }
      return try Booking.after(results)
    }
  }
}

extension Reassignment {
  fileprivate func judge(by supply: Supply, vendor: Vendor) throws(DomainError) {
    try supply.require(counselor)
    if let room, !supply.rooms.contains(room) { throw .unknownRoom }
    if let licence, !supply.licences.contains(where: { $0.id == licence && $0.vendor == vendor }) {
      throw .unknownLicence
    }
  }

  fileprivate func requireFree(in supply: Supply, during slot: Slot) throws(DomainError) {
    let inTheWay = supply.taken.filter { taken in taken.slot.overlaps(slot) && resources.contains(where: taken.takes) }
    guard inTheWay.isEmpty else { throw .slotTaken(bookings: inTheWay.compactMap(\.booking)) }
  }

  private var resources: [SessionResource] {
    [counselor.map(SessionResource.counselor), room.map(SessionResource.room), licence.map(SessionResource.licence)]
      .compactMap { $0 }
  }

  /// Try-locks, expired holds out of the way, and the session's own row changed: the exclusion constraints say no when
  /// somebody was faster.
  func claim(for booking: Booking, _ agreement: Booking.Agreement, in session: Session) -> [Statement] {
    let wanted = resources.map { ($0, agreement.slot) }
    return [
      Occupation.lock(wanted.map { ($0.0.uuid, $0.1) }, in: session),
      Occupation.clearExpiredHolds(wanted, in: session),
      Statement(
        """
        UPDATE allocations SET counselor_id = coalesce($3::uuid, counselor_id), room_id = coalesce($4::uuid, room_id),
          licence_id = coalesce($5::uuid, licence_id)
        WHERE office_id = $1 AND booking_id = $2 AND kind = 'session'
        """, session.office.id, booking.id, counselor, room, licence),
    ]
  }

  /// The booking's new row and its event; another licence shows another meeting.
  func writes(for booking: Booking, reason: String?, in session: Session) -> [Statement] {
    let version = booking.version + 1
    return [
      Statement(
        """
        UPDATE bookings SET version = $3, counselor_id = coalesce($4::uuid, counselor_id),
          room_id = coalesce($5::uuid, room_id), licence_id = coalesce($6::uuid, licence_id)
        WHERE office_id = $1 AND id = $2
        """, session.office.id, booking.id, version, counselor, room, licence),
      booking.event(
        .init(
          kind: "reassigned", to: booking.status, reason: reason,
          data: .object([
            "counselor": counselor.map { .text($0.description) }, "room": room.map { .text($0.description) },
            "licence": licence.map { .text($0.description) },
          ])),
        from: booking.status, version: version, in: session),
    ] + exchangingMeeting(of: booking, version: version, in: session)
  }

  private func exchangingMeeting(of booking: Booking, version: Int, in session: Session) -> [Statement] {
    guard licence != nil, let start = booking.agreement?.slot.start else { return [] }
    return Meeting.exchanging(for: [(booking.id, version, start)], in: session)
  }
}
