import Postgres
import Scheduling

extension OfficeStore {
  /// Reserves a room once, or for every occurrence of a series: all or none of it.
  ///
  /// - Throws: `unknownRoom` for one that is not in use; `rangeEmpty`, `rangeTooLong` and `slot(.inThePast)` for its time
  ///   (`OccupancyRules`); `seriesEmpty`, `seriesTooLong`; `slotTaken` with what is in the way, `busy`.
  public func reserve(
    _ request: ReservationRequest, _ context: CommandContext, answer: @escaping ([RoomReservation]) -> Answer
  ) async throws(DomainError) -> Reply {
    let wanted = Result { () throws(DomainError) in try request.parts(in: context.office.zone) }
    // a time that makes no sense is not looked for; it is refused in its turn
    let parts = (try? wanted.get()) ?? []
    let opening = { (session: Session) in
      [
        OfficeRules.sharedLock(in: session), SessionResource.room(request.room).reading(in: session),
        Obstacle.reading(parts, except: [], in: session),
      ]
    }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      let opened = Array(opened)
      guard let name = try opened[1].first?.decode(0, as: String.self) else { throw DomainError.unknownRoom }
      _ = try wanted.get()
      try OccupancyRules.checkReservation(request.slot, now: session.now)
      let series = request.recurrence.map { _ in ReservationSeriesID() }
      try await Occupation(kind: .reservation, parts: parts).claim(
        opened[2], in: session, writes: [request.insertion(parts, series: series, in: session)])
      return parts.map { part in
        RoomReservation(
          id: .init(part.cause), series: series, room: .init(id: request.room, name: name), slot: part.slot,
          purpose: request.purpose, createdAt: session.now, createdBy: session.actor)
      }
    }
  }

  /// One reservation that was not dropped; `notFound` otherwise.
  public func reservation(
    _ id: ReservationID, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> RoomReservation {
    try await read(caller, office, auditing: .nobody, { [RoomReservation.reading(id, in: $0)] }) { _, results in
      guard let row = results.first?.first else { throw DomainError.notFound }
      return try RoomReservation(row: row)
    }
  }

  /// Reservations by their start, of one room or series if it is given; one more than the limit when there is a next page.
  public func reservations(
    _ query: TimeQuery, room: RoomID? = nil, series: ReservationSeriesID? = nil, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [RoomReservation] {
    let statement = { (session: Session) in
      Statement(
        """
        SELECT v.id, v.series_id, v.room_id, r.name, v.starts_at, v.ends_at, v.purpose, v.created_at, v.created_by
        FROM room_reservations v JOIN rooms r ON r.office_id = v.office_id AND r.id = v.room_id
        WHERE v.office_id = $1 AND v.dropped_at IS NULL
          AND ($2::timestamptz IS NULL OR v.ends_at > $2 AND v.starts_at > $2 - interval '24 hours')
          AND ($3::timestamptz IS NULL OR v.starts_at < $3)
          AND ($4::uuid IS NULL OR v.room_id = $4)
          AND ($5::uuid IS NULL OR v.series_id = $5)
          AND ($6::timestamptz IS NULL OR (v.starts_at, v.id) > ($6, $7::uuid))
        ORDER BY v.starts_at, v.id LIMIT $8
        """,
        session.office.id, query.from, query.to, room, series, query.after?.start, query.after?.id, query.limit + 1)
    }
    return try await read(caller, office, auditing: .nobody, { [statement($0)] }) { _, results in
      try results.first?.map(RoomReservation.init(row:)) ?? []
    }
  }
}

extension ReservationRequest {
  /// One a reservation, each with its new id.
  fileprivate func parts(in zone: OfficeZone) throws(DomainError) -> [Occupation.Part] {
    try OccupancyRules.check(slot, maxDays: OccupancyRules.maxReservationDays)
    let occurrences = try recurrence?.occurrences(of: slot, in: zone) ?? [slot]
    return occurrences.map { .init(cause: ReservationID().uuid, resource: .room(room), slot: $0) }
  }

  fileprivate func insertion(
    _ parts: [Occupation.Part], series: ReservationSeriesID?, in session: Session
  ) -> Statement {
    Statement(
      """
      INSERT INTO room_reservations (office_id, id, room_id, series_id, purpose, starts_at, ends_at)
      SELECT $1, occurrence.id, $2, $3::uuid, $4, occurrence.starts_at, occurrence.ends_at
      FROM unnest($5::uuid[], $6::timestamptz[], $7::timestamptz[]) AS occurrence (id, starts_at, ends_at)
      """,
      session.office.id, room, series, purpose, parts.map(\.cause), parts.map(\.slot.start), parts.map(\.slot.end))
  }
}
