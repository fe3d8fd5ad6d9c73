import Foundation
import Postgres
import Scheduling

extension Rearranging {
  /// Gives sessions and holds their new place: the exclusion constraints say no when somebody was faster.
  func movingAllocations(in session: Session) -> Statement {
    Statement(
      """
      UPDATE allocations a SET counselor_id = coalesce(moved.counselor_id, a.counselor_id),
        room_id = coalesce(moved.room_id, a.room_id), licence_id = coalesce(moved.licence_id, a.licence_id)
      FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) AS moved (id, counselor_id, room_id, licence_id)
      WHERE a.office_id = $1 AND a.id = moved.id
      """,
      session.office.id, moves.map(\.booking.allocation), moves.map(\.place.counselor), moves.map(\.place.room),
      moves.map(\.place.licence))
  }

  /// The bookings whose agreement changes, a version and an event each. An offer's hold changes nothing that anybody was
  /// told: an offer names times and no counselor.
  func movingBookings(because cause: (kind: Occupation.Kind, id: UUID), in session: Session) -> [Statement] {
    let agreed = moves.filter { !$0.booking.isHold }
    let versions = agreed.map { $0.booking.version + 1 }
    return [
      Statement(
        """
        UPDATE bookings b SET version = moved.version, counselor_id = coalesce(moved.counselor_id, b.counselor_id),
          room_id = coalesce(moved.room_id, b.room_id), licence_id = coalesce(moved.licence_id, b.licence_id)
        FROM unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::uuid[])
          AS moved (id, version, counselor_id, room_id, licence_id)
        WHERE b.office_id = $1 AND b.id = moved.id
        """,
        session.office.id, agreed.map(\.booking.id), versions, agreed.map(\.place.counselor), agreed.map(\.place.room),
        agreed.map(\.place.licence)),
      Statement(
        """
        INSERT INTO booking_events (office_id, booking_id, version, kind, from_status, to_status, occurred_at, data)
        SELECT $1, moved.id, moved.version, 'reassigned', moved.status, moved.status, $2,
          jsonb_strip_nulls(jsonb_build_object(
            'counselor', moved.counselor_id, 'room', moved.room_id, 'licence', moved.licence_id,
            $3::text, $4::uuid))
        FROM unnest($5::uuid[], $6::bigint[], $7::text[], $8::uuid[], $9::uuid[], $10::uuid[])
          AS moved (id, version, status, counselor_id, room_id, licence_id)
        """,
        session.office.id, session.now, cause.kind, cause.id, agreed.map(\.booking.id), versions,
        agreed.map(\.booking.status), agreed.map(\.place.counselor), agreed.map(\.place.room),
        agreed.map(\.place.licence)),
    ] + exchangingMeetings(in: session)
  }

  /// Another licence shows another meeting.
  private func exchangingMeetings(in session: Session) -> [Statement] {
    let elsewhere = moves.filter { !$0.booking.isHold && $0.place.licence != nil }
    guard !elsewhere.isEmpty else { return [] }
    return Meeting.exchanging(
      for: elsewhere.map { ($0.booking.id, $0.booking.version + 1, $0.obstacle.slot.start) }, in: session)
  }

  /// A task about each booking that was left.
  func tasks(note: String, in session: Session) -> Statement {
    StaffTask.opening(.resourceUnavailable, about: left, note: note, in: session)
  }
}
