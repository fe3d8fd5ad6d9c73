import Postgres
import Scheduling

extension Resources {
  /// Takes one out of use. Bookings that count on it keep it, and each becomes a task. Throws `notFound`.
  public func retire(
    _ id: Identifier<Item.Kind>, _ context: CommandContext, answer: @escaping () -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in
      [OfficeRules.changeLock(in: session), table.retire(id, session)]
        + (table.resource(id).map { [$0.bookingsAhead(in: session)] } ?? [])
    }
    return try await store.command(context, opening: opening, answer: answer) { session, opened in
      guard opened.dropFirst().first?.affectedRows == 1 else { throw DomainError.notFound }
      let bookings = try opened.dropFirst(2).first?.map { try $0.decode(0, as: BookingID.self) } ?? []
      let following =
        table.alsoRetire(id, session)
        + (bookings.isEmpty ? [] : [StaffTask.opening(.resourceUnavailable, about: bookings, in: session)])
      if !following.isEmpty { _ = try await session.run(following) }
    }
  }
}

extension SessionResource {
  /// The bookings that still count on it.
  fileprivate func bookingsAhead(in session: Session) -> Statement {
    Statement(
      """
      SELECT DISTINCT a.booking_id
      FROM allocations a JOIN bookings_by_the_clock b ON b.office_id = a.office_id AND b.id = a.booking_id
      WHERE a.office_id = $1 AND a.starts_at > $2::timestamptz - interval '24 hours' AND upper(a.during) > $2
        AND (a.expires_at IS NULL OR a.expires_at > $2)
        AND (a.counselor_id = $3::uuid OR a.room_id = $4::uuid OR a.licence_id = $5::uuid)
        AND b.status_now IN ('offered', 'confirmed', 'in_session')
      """, session.office.id, session.now, counselor, room, licence)
  }
}
