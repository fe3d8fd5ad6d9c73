import Postgres
import Scheduling

/// Takes slots for one booking, against everybody else who wants them.
///
/// The exclusion constraints decide. Each attempt runs under a savepoint in one round trip: try-locks, expired holds out
/// of the way, the claim, and all that follows from it; going back to the savepoint releases its locks. Measured against
/// a bare INSERT this spares the racers a deadlock a second (docs/decisions.md).
struct Claiming {
  /// Attempts with different resources before looking again at what is free.
  private static let ways = 4
  /// How long a claim keeps trying while nobody is seen to have the slot.
  private static let patience = Duration.milliseconds(150)

  let booking: Booking
  let slots: [Slot]
  let vendor: Vendor
  /// The hold's deadline; nil claims for the session itself.
  let expiresAt: Instant?

  /// Claims every slot or none.
  ///
  /// - Parameters:
  ///   - supply: what was read at the command's beginning.
  ///   - writes: everything that follows from the claim, in the same round trip.
  /// - Returns: the results of `writes`.
  /// - Throws: `slotTaken` or `seekerBusy` when a live allocation was read in the way, `noResources` when the office has
  ///   nothing to hold the session with, `busy` when others kept claiming for 150 ms.
  func run(
    _ supply: Supply, in session: Session, writes: ([Claim]) -> [Statement]
  ) async throws -> ArraySlice<QueryResult> {
    var supply = supply
    let start = ContinuousClock.now
    while true {
      for claims in try candidates(in: supply) {
        if let results = try await attempt(claims, in: session, writes: writes(claims)) { return results }
      }
      guard ContinuousClock.now - start < Self.patience else { throw DomainError.busy(retryAfterMilliseconds: 1000) }
      try await Task.sleep(for: .milliseconds(Int64.random(in: 2...10)))
      let reading = Supply.reading(for: booking.id, at: slots.map(\.start), in: session)
      supply = try Supply(try await session.run(reading)[...])
    }
  }

  /// The ways in which the slots could be taken by what was read; at least one, or the reason why there is none.
  @discardableResult
  func candidates(in supply: Supply) throws(DomainError) -> [[Claim]] {
    var supply = supply
    supply.taken.removeAll { $0.booking == booking.id }
    guard !supply.lacksResources(for: vendor) else { throw .noResources }
    guard !supply.isBusy(booking.seeker.id, in: slots) else { throw .seekerBusy }
    let seed = UInt64(truncatingIfNeeded: booking.id.hashValue)
    let candidates = supply.claims(for: slots, vendor: vendor, seed: seed, limit: Self.ways)
    guard !candidates.isEmpty else { throw .slotTaken(bookings: []) }
    return candidates
  }

  /// One round trip when it succeeds, and one more to go back when it does not.
  private func attempt(
    _ claims: [Claim], in session: Session, writes: [Statement]
  ) async throws -> ArraySlice<QueryResult>? {
    let claim = [
      Statement("SAVEPOINT claim"), lock(claims, in: session), freeOwnHolds(in: session),
      freeExpiredHolds(claims, in: session), insert(claims, in: session),
    ]
    do {
      let results = try await session.run(claim + writes)
      if results[claim.count - 1].affectedRows == claims.count { return results.dropFirst(claim.count) }
    } catch  where [.lockNotAvailable, .deadlockDetected, .exclusionViolation].contains(error.sqlState) {
      // somebody else is claiming one of these: look again
    }
    _ = try await session.run([Statement("ROLLBACK TO SAVEPOINT claim"), Statement("RELEASE SAVEPOINT claim")])
    return nil
  }

  private func lock(_ claims: [Claim], in session: Session) -> Statement {
    let wanted = claims.flatMap { claim in
      let day = session.office.zone.localDate(of: claim.slot.start)
      return [claim.counselor.uuid, claim.room.uuid, claim.licence.uuid, booking.seeker.id.uuid].map { ($0, day) }
    }
    return Statement("SELECT lock_slots($1, $2)", wanted.map(\.0), wanted.map(\.1))
  }

  /// An offer or a confirmation replaces what the booking held before.
  func freeOwnHolds(in session: Session) -> Statement {
    Statement(
      "DELETE FROM allocations WHERE office_id = $1 AND booking_id = $2 AND kind = 'hold'",
      session.office.id, booking.id)
  }

  /// A statement of its own, after the locks and before the claim, which must see its effect.
  private func freeExpiredHolds(_ claims: [Claim], in session: Session) -> Statement {
    Statement(
      """
      DELETE FROM allocations a
      USING unnest($3::timestamptz[], $4::timestamptz[], $5::uuid[], $6::uuid[], $7::uuid[])
        AS wanted (starts_at, ends_at, counselor_id, room_id, licence_id)
      WHERE a.office_id = $1 AND a.kind = 'hold' AND a.expires_at <= $2
        AND a.starts_at > wanted.starts_at - interval '24 hours' AND a.starts_at < wanted.ends_at
        AND a.during && tstzrange(wanted.starts_at, wanted.ends_at)
        AND (a.counselor_id = wanted.counselor_id OR a.room_id = wanted.room_id OR a.licence_id = wanted.licence_id
          OR a.seeker_id = $8)
      """,
      session.office.id, session.now, claims.map(\.slot.start), claims.map(\.slot.end), claims.map(\.counselor),
      claims.map(\.room), claims.map(\.licence), booking.seeker.id)
  }

  private func insert(_ claims: [Claim], in session: Session) -> Statement {
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
      claims.map(\.counselor), claims.map(\.room), claims.map(\.licence), booking.seeker.id, booking.id, expiresAt)
  }
}
