import Postgres
import Scheduling

extension Claiming {
  func lock(_ claims: [Claim], in session: Session) -> Statement {
    let wanted = claims.flatMap { claim in
      let day = session.office.zone.localDate(of: claim.slot.start)
      return [claim.counselor.uuid, claim.room.uuid, claim.licence.uuid, seeker.id.uuid].map { ($0, day) }
    }
    return Statement("SELECT lock_slots($1, $2)", wanted.map(\.0), wanted.map(\.1))
  }

  /// An offer, a confirmation and a rescheduling replace what the booking had before.
  func freeOwn(in session: Session) -> Statement {
    Statement("DELETE FROM allocations WHERE office_id = $1 AND booking_id = $2", session.office.id, booking)
  }

  func clearExpiredHolds(_ claims: [Claim], in session: Session) -> Statement {
    ExpiredHolds.clear(
      claims.map { .init(slot: $0.slot, counselor: $0.counselor, room: $0.room, licence: $0.licence) },
      seeker: seeker.id, in: session)
  }

  func insert(_ claims: [Claim], in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO allocations (
        office_id, id, kind, during, starts_at, counselor_id, room_id, licence_id, seeker_id, booking_id, expires_at)
      SELECT $1, wanted.id, CASE WHEN $10::timestamptz IS NULL THEN 'session' ELSE 'hold' END,
        tstzrange(wanted.starts_at, wanted.ends_at), wanted.starts_at,
        wanted.counselor_id, wanted.room_id, wanted.licence_id, $8, $9, $10
      FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::uuid[], $6::uuid[], $7::uuid[])
        AS wanted (id, starts_at, ends_at, counselor_id, room_id, licence_id)
      ON CONFLICT DO NOTHING
      """,
      session.office.id, claims.map { _ in BookingID() }, claims.map(\.slot.start), claims.map(\.slot.end),
      claims.map(\.counselor), claims.map(\.room), claims.map(\.licence), seeker.id, booking, expiresAt)
  }
}
