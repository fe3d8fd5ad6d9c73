import Postgres
import Scheduling

extension OfficeStore {
  /// Moves one occurrence to another time or room, or says what else it is for; the rest of its series stays.
  ///
  /// - Throws: `notFound`; `slot(.inThePast)` for one that is over, and for a new start or any end that is; `unknownRoom`
  ///   for time that it didn't have in a room that is not in use; what else `reserve` throws.
  public func changeReservation(
    _ id: ReservationID, _ change: ReservationChange, _ context: CommandContext,
    answer: @escaping (RoomReservation) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in
      [
        OfficeRules.sharedLock(in: session), RoomReservation.lock(id, in: session),
        RoomReservation.reading(id, in: session),
        change.room.map { SessionResource.room($0).reading(in: session) } ?? RoomReservation.room(of: id, in: session),
      ]
    }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      let opened = Array(opened)
      guard let row = opened[2].first else { throw DomainError.notFound }
      let old = try RoomReservation(row: row)
      let new = change.applied(to: old)
      if opened[3].isEmpty, change.room != nil || !old.slot.holds(new.slot) { throw DomainError.unknownRoom }
      let writes = [new.update(of: id, in: session), RoomReservation.reading(id, in: session)]
      guard new.room != old.room.id || new.slot != old.slot else {
        return try RoomReservation.after(try await session.run(writes)[...])
      }
      try new.judge(replacing: old, now: session.now)
      let occupation = Occupation(
        kind: .reservation, parts: [.init(cause: id.uuid, resource: .room(new.room), slot: new.slot)])
      let read = try await session.run([Obstacle.reading(occupation.parts, except: [id.uuid], in: session)])[0]
      return try RoomReservation.after(
        try await occupation.claim(read, replacing: [id.uuid], in: session, writes: writes))
    }
  }

  /// Gives up one occurrence, those that follow it or all that lie ahead. One that is under way ends now; what is over
  /// stays as it was.
  ///
  /// - Throws: `notFound`; `slot(.inThePast)` when none of them lies ahead.
  public func dropReservation(
    _ id: ReservationID, _ scope: ReservationScope, _ context: CommandContext, answer: @escaping () -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in [RoomReservation.lock(scope, of: id, in: session)] }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      let found = try opened.first?.map { row in
        (id: try row.decode(0, as: ReservationID.self), slot: try Slot(start: row.decode(1), end: row.decode(2)))
      }
      guard let found, !found.isEmpty else { throw DomainError.notFound }
      let ahead = found.filter { $0.slot.end > session.now }
      guard !ahead.isEmpty else { throw DomainError.slot(.inThePast, index: 0) }
      let running = ahead.filter { $0.slot.start < session.now }
      let coming = ahead.filter { $0.slot.start >= session.now }
      _ = try await session.run([
        Statement(
          "UPDATE room_reservations SET ends_at = $3 WHERE office_id = $1 AND id = ANY ($2)",
          session.office.id, running.map(\.id), session.now),
        Statement(
          "UPDATE room_reservations SET dropped_at = $3 WHERE office_id = $1 AND id = ANY ($2)",
          session.office.id, coming.map(\.id), session.now),
        Occupation.free(ahead.map(\.id.uuid), in: session),
      ])
    }
  }
}

extension ReservationChange {
  /// One occurrence as it is to be.
  fileprivate struct Outcome {
    var room: RoomID
    var slot: Slot
    var purpose: String

    func judge(replacing old: RoomReservation, now: Instant) throws(DomainError) {
      guard old.slot.end > now, slot.end > now else { throw .slot(.inThePast, index: 0) }
      // one that is under way keeps its start, which needs not lie ahead
      try OccupancyRules.checkReservation(slot, now: slot.start == old.slot.start ? slot.start - .microseconds(1) : now)
    }

    func update(of id: ReservationID, in session: Session) -> Statement {
      Statement(
        """
        UPDATE room_reservations SET room_id = $3, starts_at = $4, ends_at = $5, purpose = $6
        WHERE office_id = $1 AND id = $2
        """, session.office.id, id, room, slot.start, slot.end, purpose)
    }
  }

  fileprivate func applied(to old: RoomReservation) -> Outcome {
    Outcome(
      room: room ?? old.room.id, slot: Slot(start: start ?? old.slot.start, end: end ?? old.slot.end),
      purpose: purpose ?? old.purpose)
  }
}

extension RoomReservation {
  fileprivate static func after(_ results: ArraySlice<QueryResult>) throws -> RoomReservation {
    guard let row = results.last?.first else { throw StoreFailure.unreadable("room_reservations") }
    return try RoomReservation(row: row)
  }
}
