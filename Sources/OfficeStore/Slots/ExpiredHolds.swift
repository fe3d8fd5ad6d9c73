import Postgres
import Scheduling

/// Holds whose offer's deadline has passed: they still lie in the way of an exclusion constraint, and nobody owns them.
enum ExpiredHolds {
  /// What is about to be claimed, for how long.
  struct Wanted {
    var slot: Slot
    var counselor: CounselorID?
    var room: RoomID?
    var licence: LicenceID?
  }

  /// Clears those that overlap what is wanted. A statement of its own, after the locks and before the claim, which must
  /// see its effect. It looks as `Supply.taken(in:)` does, and for the same reason.
  ///
  /// - Parameter seeker: the person who is to be in the sessions; nil where nobody is.
  static func clear(_ wanted: [Wanted], seeker: SeekerID? = nil, in session: Session) -> Statement {
    Statement(
      """
      DELETE FROM allocations WHERE office_id = $1 AND id IN (
        SELECT hold.id
        FROM (
            SELECT *
            FROM unnest($3::timestamptz[], $4::timestamptz[], $9::timestamptz[], $5::uuid[], $6::uuid[], $7::uuid[])
              AS one (starts_at, ends_at, after, counselor_id, room_id, licence_id)
            LIMIT $10) AS wanted
          CROSS JOIN LATERAL (
            SELECT a.id FROM allocations a
            WHERE a.office_id = $1 AND a.kind = 'hold' AND a.expires_at <= $2
              AND a.starts_at > wanted.after AND a.starts_at < wanted.ends_at
              AND a.during && tstzrange(wanted.starts_at, wanted.ends_at)
              AND (a.counselor_id = wanted.counselor_id OR a.room_id = wanted.room_id
                OR a.licence_id = wanted.licence_id OR a.seeker_id = $8::uuid)
            OFFSET 0) AS hold)
      """,
      session.office.id, session.now, wanted.map(\.slot.start), wanted.map(\.slot.end), wanted.map(\.counselor),
      wanted.map(\.room), wanted.map(\.licence), seeker, wanted.map { $0.slot.start - Slot.longestTaken },
      wanted.count)
  }
}
